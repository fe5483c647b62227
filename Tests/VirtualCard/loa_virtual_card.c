// A sound card that exists only in software: an ALSA ioplug plugin whose DAC clock is computed from CLOCK_MONOTONIC.
//
// It keeps what it "sounded" and at which instant, so that a test can say when any frame left it, to the
// nanosecond; and it fails on command, the way cards and sound servers fail. Parameters and commands: README.md.

#define _GNU_SOURCE
#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

struct card {
  snd_pcm_ioplug_t io;
  char *control_path, *capture_path, *log_path;
  double ppm;
  long granularity;    // frames; the pointer moves in steps of this size
  long jitter_us;      // the pointer is up to this much old
  long capture_limit;  // frames kept at most; 0: all

  struct timespec control_mtime;
  ino_t control_inode;
  char command[64];
  unsigned handle;  // counts the handles of one capture file
  int one_shot;  // a one-shot command was written and has not been obeyed yet

  size_t frame_bytes;
  uint8_t *ring;
  snd_pcm_uframes_t boundary;
  int64_t written;   // frames since prepare
  int64_t captured;  // frames since prepare that left the DAC and are in the capture
  int64_t reported;  // pointer reported last
  int64_t sounded;   // frames since the file was opened that left the DAC
  int clock_running;
  int64_t clock_base;   // frame since prepare at `clock_start`
  int64_t clock_start;  // monotonic nanoseconds
  uint64_t random;

  FILE *capture, *log;
};

static int64_t nanoseconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void control_read(struct card *card) {
  struct stat status;
  if (!card->control_path || stat(card->control_path, &status) != 0) {
    card->command[0] = 0;
    return;
  }
  if (status.st_ino == card->control_inode && status.st_mtim.tv_sec == card->control_mtime.tv_sec &&
      status.st_mtim.tv_nsec == card->control_mtime.tv_nsec)
    return;
  int first = card->control_inode == 0;
  card->control_inode = status.st_ino;
  card->control_mtime = status.st_mtim;
  int file = open(card->control_path, O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? 0 : read(file, card->command, sizeof card->command - 1);
  if (file >= 0) close(file);
  card->command[length < 0 ? 0 : length] = 0;
  card->command[strcspn(card->command, " \r\n")] = 0;
  card->one_shot = !first;
}

static int commanded(struct card *card, const char *command) { return strcmp(card->command, command) == 0; }

/// Reads the control file; while it says `stall`, does not come back: a driver that hangs.
static void obey_stall(struct card *card) {
  control_read(card);
  while (commanded(card, "stall")) {
    usleep(5000);
    control_read(card);
  }
}

/// A player may give up a handle that hangs and open the card anew; then what the old one still holds is not what the card
/// sounds, and must not get between the frames that the new handle captures. The newest handle of a capture file counts.
static unsigned newest[64];

static unsigned *newest_of(const struct card *card) {
  unsigned hash = 5381;
  for (const char *c = card->capture_path; c && *c; c++) hash = hash * 33 + (unsigned char)*c;
  return &newest[hash % 64];
}

static int is_newest(const struct card *card) {
  return __atomic_load_n(newest_of(card), __ATOMIC_SEQ_CST) == card->handle;
}

static double frames_per_nanosecond(const struct card *card) {
  return card->io.rate * (1 + card->ppm * 1e-6) / 1e9;
}

static int64_t position(const struct card *card, int64_t now) {
  if (!card->clock_running || now <= card->clock_start) return card->clock_base;
  return card->clock_base + (int64_t)((double)(now - card->clock_start) * frames_per_nanosecond(card));
}

static void clock_resume(struct card *card, int64_t frame) {
  card->clock_base = frame;
  card->clock_start = nanoseconds(CLOCK_MONOTONIC);
  card->clock_running = 1;
  if (card->log)
    fprintf(card->log, "run %lld %lld %lld %u %.6f\n", (long long)(card->sounded + frame - card->captured),
            (long long)card->clock_start, (long long)nanoseconds(CLOCK_REALTIME), card->io.rate, card->ppm);
}

static void clock_halt(struct card *card, const char *why) {
  if (!card->clock_running) return;
  card->clock_running = 0;
  card->clock_base = card->captured;
  if (card->log) {
    fprintf(card->log, "halt %lld %lld %s\n", (long long)card->sounded, (long long)nanoseconds(CLOCK_MONOTONIC),
            why);
    fflush(card->log);
    if (card->capture) fflush(card->capture);
  }
}

/// Moves to the capture what has left the DAC by `now`. Returns the exact position, at most what was written.
static int64_t sound(struct card *card, int64_t now) {
  int64_t left = position(card, now);
  if (left > card->written) left = card->written;
  int64_t buffer = card->io.buffer_size;
  while (card->captured < left) {
    int64_t offset = card->captured % buffer;
    int64_t count = left - card->captured;
    if (count > buffer - offset) count = buffer - offset;
    if (card->capture && is_newest(card) && (card->capture_limit == 0 || card->sounded < card->capture_limit))
      fwrite(card->ring + offset * card->frame_bytes, card->frame_bytes, count, card->capture);
    card->captured += count;
    card->sounded += count;
  }
  return left;
}

static int card_start(snd_pcm_ioplug_t *io) {
  struct card *card = io->private_data;
  obey_stall(card);
  clock_resume(card, card->captured);
  return 0;
}

static int card_stop(snd_pcm_ioplug_t *io) {
  struct card *card = io->private_data;
  sound(card, nanoseconds(CLOCK_MONOTONIC));
  clock_halt(card, "stop");
  return 0;
}

static snd_pcm_sframes_t card_pointer(snd_pcm_ioplug_t *io) {
  struct card *card = io->private_data;
  obey_stall(card);
  int64_t now = nanoseconds(CLOCK_MONOTONIC);
  if (commanded(card, "freeze")) {
    sound(card, now);
    clock_halt(card, "freeze");
  } else if (!card->clock_running && io->state == SND_PCM_STATE_RUNNING) {
    clock_resume(card, card->captured);
  }
  if (commanded(card, "unplug")) {
    sound(card, now);
    clock_halt(card, "unplug");
    snd_pcm_ioplug_set_state(io, SND_PCM_STATE_DISCONNECTED);
    return card->reported % card->boundary;
  }
  if (card->one_shot && commanded(card, "suspend")) {
    card->one_shot = 0;
    sound(card, now);
    clock_halt(card, "suspend");
    snd_pcm_ioplug_set_state(io, SND_PCM_STATE_SUSPENDED);
    return card->reported % card->boundary;
  }
  int64_t left = sound(card, now);
  int empty = card->clock_running && position(card, now) > card->written;
  if (empty || (card->one_shot && commanded(card, "xrun"))) {
    card->one_shot = 0;
    clock_halt(card, "xrun");
    return -EPIPE;
  }
  if (card->jitter_us > 0) {
    card->random = card->random * 6364136223846793005u + 1442695040888963407u;
    int64_t age = (int64_t)((card->random >> 33) % (uint64_t)(card->jitter_us * 1000));
    left = position(card, now - age);
    if (left > card->captured) left = card->captured;
  }
  left -= left % card->granularity;
  if (left > card->reported) card->reported = left;
  return card->reported % card->boundary;
}

static snd_pcm_sframes_t card_transfer(snd_pcm_ioplug_t *io, const snd_pcm_channel_area_t *areas,
                                       snd_pcm_uframes_t offset, snd_pcm_uframes_t size) {
  struct card *card = io->private_data;
  obey_stall(card);
  if (commanded(card, "dead")) return -EIO;
  sound(card, nanoseconds(CLOCK_MONOTONIC));
  const uint8_t *source = (const uint8_t *)areas->addr + (areas->first + areas->step * offset) / 8;
  int64_t buffer = io->buffer_size;
  for (snd_pcm_uframes_t done = 0; done < size;) {
    int64_t at = card->written % buffer;
    snd_pcm_uframes_t count = size - done;
    if ((int64_t)count > buffer - at) count = buffer - at;
    memcpy(card->ring + at * card->frame_bytes, source + done * card->frame_bytes, count * card->frame_bytes);
    card->written += count;
    done += count;
  }
  return size;
}

static int card_prepare(snd_pcm_ioplug_t *io) {
  struct card *card = io->private_data;
  obey_stall(card);
  if (commanded(card, "unplug")) return -ENODEV;
  if (commanded(card, "dead")) return -EIO;
  clock_halt(card, "prepare");
  card->frame_bytes = snd_pcm_format_physical_width(io->format) / 8 * io->channels;
  free(card->ring);
  card->ring = calloc(io->buffer_size, card->frame_bytes);
  card->written = card->captured = card->reported = card->clock_base = 0;
  struct itimerspec ticks = {0};
  ticks.it_value.tv_nsec = ticks.it_interval.tv_nsec = 5000000;
  timerfd_settime(io->poll_fd, 0, &ticks, NULL);
  return card->ring ? 0 : -ENOMEM;
}

static int card_sw_params(snd_pcm_ioplug_t *io, snd_pcm_sw_params_t *params) {
  struct card *card = io->private_data;
  return snd_pcm_sw_params_get_boundary(params, &card->boundary);
}

static int card_poll_revents(snd_pcm_ioplug_t *io, struct pollfd *fds, unsigned int count,
                             unsigned short *events) {
  (void)count;
  uint64_t ticks;
  if (fds->revents & POLLIN) (void)!read(fds->fd, &ticks, sizeof ticks);
  snd_pcm_sframes_t free = snd_pcm_avail_update(io->pcm);
  *events = free < 0 || free >= (snd_pcm_sframes_t)io->period_size ? POLLOUT : 0;
  if (free < 0) *events |= POLLERR;
  return 0;
}

static int card_close(snd_pcm_ioplug_t *io) {
  struct card *card = io->private_data;
  if (card->ring) sound(card, nanoseconds(CLOCK_MONOTONIC));
  clock_halt(card, "close");
  if (card->capture) fclose(card->capture);
  if (card->log) fclose(card->log);
  close(io->poll_fd);
  free(card->ring);
  free(card->control_path);
  free(card->capture_path);
  free(card->log_path);
  free(card);
  return 0;
}

static const snd_pcm_ioplug_callback_t callbacks = {
    .start = card_start,
    .stop = card_stop,
    .pointer = card_pointer,
    .transfer = card_transfer,
    .prepare = card_prepare,
    .sw_params = card_sw_params,
    .poll_revents = card_poll_revents,
    .close = card_close,
};

static int constrain(struct card *card, unsigned rate, unsigned channels, unsigned format) {
  static const unsigned accesses[] = {SND_PCM_ACCESS_RW_INTERLEAVED, SND_PCM_ACCESS_MMAP_INTERLEAVED};
  snd_pcm_ioplug_t *io = &card->io;
  int error = snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_ACCESS, 2, accesses);
  if (!error) error = snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_FORMAT, 1, &format);
  if (!error) error = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_RATE, rate, rate);
  if (!error) error = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_CHANNELS, channels, channels);
  if (!error) error = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIOD_BYTES, 64, 1 << 20);
  if (!error) error = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_BUFFER_BYTES, 128, 1 << 22);
  if (!error) error = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIODS, 2, 1024);
  return error;
}

SND_PCM_PLUGIN_DEFINE_FUNC(loacard) {
  (void)root;
  if (stream != SND_PCM_STREAM_PLAYBACK) return -EINVAL;
  struct card *card = calloc(1, sizeof *card);
  if (!card) return -ENOMEM;
  long rate = 48000, channels = 2;
  snd_pcm_format_t format = SND_PCM_FORMAT_S16_LE;
  card->granularity = 1;
  card->random = 1;

  snd_config_iterator_t i, next;
  snd_config_for_each(i, next, conf) {
    snd_config_t *entry = snd_config_iterator_entry(i);
    const char *id, *text;
    if (snd_config_get_id(entry, &id) < 0) continue;
    if (!strcmp(id, "comment") || !strcmp(id, "type") || !strcmp(id, "hint")) continue;
    if (!strcmp(id, "rate") && !snd_config_get_integer(entry, &rate)) continue;
    if (!strcmp(id, "channels") && !snd_config_get_integer(entry, &channels)) continue;
    if (!strcmp(id, "ppm") && !snd_config_get_ireal(entry, &card->ppm)) continue;
    if (!strcmp(id, "granularity") && !snd_config_get_integer(entry, &card->granularity)) continue;
    if (!strcmp(id, "jitter_us") && !snd_config_get_integer(entry, &card->jitter_us)) continue;
    if (!strcmp(id, "capture_limit") && !snd_config_get_integer(entry, &card->capture_limit)) continue;
    if (!snd_config_get_string(entry, &text)) {
      if (!strcmp(id, "control")) { card->control_path = strdup(text); continue; }
      if (!strcmp(id, "capture")) { card->capture_path = strdup(text); continue; }
      if (!strcmp(id, "log")) { card->log_path = strdup(text); continue; }
      if (!strcmp(id, "format")) { format = snd_pcm_format_value(text); continue; }
    }
    SNDERR("unknown field %s", id);
    free(card);
    return -EINVAL;
  }
  if (card->granularity < 1) card->granularity = 1;

  obey_stall(card);
  int error = 0;
  if (commanded(card, "unplug")) error = -ENOENT;
  if (commanded(card, "busy")) error = -EBUSY;
  if (commanded(card, "denied")) error = -EACCES;
  if (commanded(card, "dead")) error = -ECONNREFUSED;
  if (error) {
    free(card);
    return error;
  }
  card->handle = __atomic_add_fetch(newest_of(card), 1, __ATOMIC_SEQ_CST);
  if (card->capture_path) card->capture = fopen(card->capture_path, "abe");
  if (card->log_path) card->log = fopen(card->log_path, "ae");
  if (card->log) setvbuf(card->log, NULL, _IOLBF, 0);
  // A capture that grows over several opens goes on where it was.
  if (card->capture) {
    fseek(card->capture, 0, SEEK_END);
    int bytes = snd_pcm_format_physical_width(format) / 8 * (int)channels;
    card->sounded = ftell(card->capture) / (bytes > 0 ? bytes : 1);
  }

  card->io.version = SND_PCM_IOPLUG_VERSION;
  card->io.name = "Loa virtual card";
  card->io.callback = &callbacks;
  card->io.private_data = card;
  card->io.flags = SND_PCM_IOPLUG_FLAG_MONOTONIC | SND_PCM_IOPLUG_FLAG_BOUNDARY_WA;
  card->io.mmap_rw = 0;
  card->io.poll_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  card->io.poll_events = POLLIN;
  card->boundary = 1u << 30;
  error = snd_pcm_ioplug_create(&card->io, name, stream, mode);
  if (error) {
    card_close(&card->io);
    return error;
  }
  error = constrain(card, rate, channels, format);
  if (error) {
    snd_pcm_ioplug_delete(&card->io);
    return error;
  }
  *pcmp = card->io.pcm;
  return 0;
}
SND_PCM_PLUGIN_SYMBOL(loacard);
