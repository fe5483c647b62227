// The mixer of a sound card that exists only in software: an ALSA control plugin whose controls stand in a file. Fields: README.md.

#define _GNU_SOURCE
#include <alsa/asoundlib.h>
#include <alsa/control_external.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 32, LOUDEST = 100 };

struct element {
  char name[44];
  int is_switch;
  long left, right;
};

struct mixer {
  snd_ctl_ext_t ext;
  struct element elements[MOST];
  unsigned count;
};

static void mixer_close(snd_ctl_ext_t *ext) { free(ext->private_data); }

static int mixer_count(snd_ctl_ext_t *ext) { return (int)((struct mixer *)ext->private_data)->count; }

static int mixer_list(snd_ctl_ext_t *ext, unsigned offset, snd_ctl_elem_id_t *id) {
  struct mixer *mixer = ext->private_data;
  if (offset >= mixer->count) return -EINVAL;
  snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_MIXER);
  snd_ctl_elem_id_set_name(id, mixer->elements[offset].name);
  return 0;
}

static snd_ctl_ext_key_t mixer_find(snd_ctl_ext_t *ext, const snd_ctl_elem_id_t *id) {
  struct mixer *mixer = ext->private_data;
  unsigned number = snd_ctl_elem_id_get_numid(id);
  if (number > 0 && number <= mixer->count) return number - 1;
  for (unsigned i = 0; i < mixer->count; i++)
    if (strcmp(mixer->elements[i].name, snd_ctl_elem_id_get_name(id)) == 0) return i;
  return SND_CTL_EXT_KEY_NOT_FOUND;
}

static int mixer_attribute(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, int *type, unsigned *access, unsigned *count) {
  struct mixer *mixer = ext->private_data;
  *type = mixer->elements[key].is_switch ? SND_CTL_ELEM_TYPE_BOOLEAN : SND_CTL_ELEM_TYPE_INTEGER;
  *access = SND_CTL_EXT_ACCESS_READ;
  *count = 2;
  return 0;
}

static int mixer_range(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *least, long *most, long *step) {
  (void)ext, (void)key;
  *least = 0;
  *most = LOUDEST;
  *step = 1;
  return 0;
}

static int mixer_read(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *values) {
  struct mixer *mixer = ext->private_data;
  values[0] = mixer->elements[key].left;
  values[1] = mixer->elements[key].right;
  return 0;
}

static const snd_ctl_ext_callback_t callbacks = {
    .close = mixer_close,
    .elem_count = mixer_count,
    .elem_list = mixer_list,
    .find_elem = mixer_find,
    .get_attribute = mixer_attribute,
    .get_integer_info = mixer_range,
    .read_integer = mixer_read,
};

// Lines `volume LEFT RIGHT NAME` and `switch LEFT RIGHT NAME`.
static int mixer_load(struct mixer *mixer, const char *path) {
  FILE *file = fopen(path, "re");
  if (!file) return -errno;
  char kind[8], name[24];
  long left, right;
  while (mixer->count < MOST && fscanf(file, "%7s %ld %ld %23[^\n]", kind, &left, &right, name) == 4) {
    struct element *element = &mixer->elements[mixer->count++];
    element->is_switch = strcmp(kind, "switch") == 0;
    element->left = left;
    element->right = right;
    snprintf(element->name, sizeof element->name, "%s Playback %s", name, element->is_switch ? "Switch" : "Volume");
  }
  fclose(file);
  return 0;
}

SND_CTL_PLUGIN_DEFINE_FUNC(loamixer) {
  (void)root;
  const char *path = NULL;
  snd_config_iterator_t i, next;
  snd_config_for_each(i, next, conf) {
    snd_config_t *field = snd_config_iterator_entry(i);
    const char *id;
    if (snd_config_get_id(field, &id) == 0 && strcmp(id, "controls") == 0) snd_config_get_string(field, &path);
  }
  if (!path) return -EINVAL;
  struct mixer *mixer = calloc(1, sizeof *mixer);
  if (!mixer) return -ENOMEM;
  int error = mixer_load(mixer, path);
  if (error) {
    free(mixer);
    return error;
  }
  mixer->ext.version = SND_CTL_EXT_VERSION;
  mixer->ext.poll_fd = -1;
  snprintf(mixer->ext.id, sizeof mixer->ext.id, "loa");
  snprintf(mixer->ext.name, sizeof mixer->ext.name, "Loa virtual mixer");
  mixer->ext.callback = &callbacks;
  mixer->ext.private_data = mixer;
  error = snd_ctl_ext_create(&mixer->ext, name, mode);
  if (error) {
    free(mixer);
    return error;
  }
  *handlep = mixer->ext.handle;
  return 0;
}
SND_CTL_PLUGIN_SYMBOL(loamixer);
