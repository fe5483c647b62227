import CCairo
import Foundation

/// A sheet to draw on, in points (1/72 inch), that becomes a PNG fine enough to print.
struct Canvas: ~Copyable {
  let width: Double
  let height: Double
  private let surface: OpaquePointer
  private let context: OpaquePointer

  struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  enum Alignment { case left, center, right }

  /// White. A side has at most 4,000 dots, whatever the size: Word allows 22 inches.
  init(width: Double, height: Double) {
    self.width = width
    self.height = height
    let scale = min(200.0 / 72, 4000 / max(width, height, 1))
    surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32((width * scale).rounded(.up)), Int32((height * scale).rounded(.up)))
    context = cairo_create(surface)
    cairo_scale(context, scale, scale)
    use(.paper)
    // Also the last row and column, of which the sheet takes but a part.
    cairo_paint(context)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  func fill(_ box: Box, _ shade: Shade) {
    use(shade)
    cairo_rectangle(context, box.x, box.y, box.width, box.height)
    cairo_fill(context)
  }

  func frame(_ box: Box, _ shade: Shade) {
    use(shade)
    cairo_set_line_width(context, 0.5)
    cairo_rectangle(context, box.x, box.y, box.width, box.height)
    cairo_stroke(context)
  }

  func line(
    from: (x: Double, y: Double), to: (x: Double, y: Double), _ shade: Shade, width: Double = 0.5,
    isDashed: Bool = false
  ) {
    use(shade)
    cairo_set_line_width(context, width)
    let dashes = isDashed ? [4.0, 3.0] : []
    cairo_set_dash(context, dashes, Int32(dashes.count), 0)
    cairo_move_to(context, from.x, from.y)
    cairo_line_to(context, to.x, to.y)
    cairo_stroke(context)
    cairo_set_dash(context, [], 0, 0)
  }

  /// - Parameters:
  ///   - at: The point of the base line at the left, middle or right end of the text.
  ///   - isUpright: From bottom to top.
  func write(
    _ text: String, at: (x: Double, y: Double), size: Double, _ alignment: Alignment = .left,
    _ shade: Shade = .ink, isBold: Bool = false, isUpright: Bool = false
  ) {
    let words = Self.drawable(text)
    let shift =
      width(of: text, size: size, isBold: isBold) * (alignment == .left ? 0 : alignment == .center ? 0.5 : 1)
    use(shade)
    cairo_save(context)
    cairo_translate(context, at.x, at.y)
    if isUpright { cairo_rotate(context, -Double.pi / 2) }
    cairo_move_to(context, -shift, 0)
    cairo_show_text(context, words)
    cairo_restore(context)
  }

  /// What has every Vietnamese letter here. The library takes no second font for a letter that the first lacks, and
  /// Liberation Sans, which fontconfig gives for Arial, has them since its version 2.
  private static let family: String = {
    let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1)
    let context = cairo_create(surface)
    defer {
      cairo_destroy(context)
      cairo_surface_destroy(surface)
    }
    let families = ["Arial", "DejaVu Sans", "Noto Sans", "sans-serif"]
    return families.first { family in
      guard let context else { return false }
      choose(family, false, context)
      return has("ẦẤẬỆỖỢỮẰẲắặếốớữỳỵđ", cairo_get_scaled_font(context))
    } ?? families[0]
  }()

  private static func choose(_ family: String, _ isBold: Bool, _ context: OpaquePointer) {
    cairo_select_font_face(
      context, family, CAIRO_FONT_SLANT_NORMAL, isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
  }

  private static func has(_ letters: String, _ font: OpaquePointer?) -> Bool {
    var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
    var count: Int32 = 0
    defer { cairo_glyph_free(glyphs) }
    let status = cairo_scaled_font_text_to_glyphs(
      font, 0, 0, letters, Int32(letters.utf8.count), &glyphs, &count, nil, nil, nil)
    // A letter that a font lacks is its glyph 0.
    return status == CAIRO_STATUS_SUCCESS && (0..<Int(count)).allSatisfy { glyphs?[$0].index != 0 }
  }

  /// Also chooses the letters for what is written next.
  func width(of text: String, size: Double, isBold: Bool = false) -> Double {
    Self.choose(Self.family, isBold, context)
    cairo_set_font_size(context, size)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, Self.drawable(text), &extents)
    return extents.x_advance
  }

  /// The text, or as much of its beginning as there is room for, with an ellipsis.
  func fitted(_ text: String, size: Double, into room: Double) -> String {
    guard width(of: text, size: size) > room else { return text }
    var kept = text
    while !kept.isEmpty, width(of: kept + "…", size: size) > room { kept.removeLast() }
    return kept + "…"
  }

  /// This way of writing does not stack marks on letters, so each letter must come with its own.
  private static func drawable(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping.filter { $0 != "\0" }
  }

  private func use(_ shade: Shade) {
    cairo_set_source_rgb(context, shade.red, shade.green, shade.blue)
  }

  /// Empty where there was no memory for the picture.
  consuming func png() -> [UInt8] {
    cairo_surface_flush(surface)
    var bytes: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &bytes) { bytes in
      cairo_surface_write_to_png_stream(
        surface,
        { target, data, length in
          guard let target, let data else { return CAIRO_STATUS_WRITE_ERROR }
          target.assumingMemoryBound(to: [UInt8].self).pointee += UnsafeBufferPointer(
            start: data, count: Int(length))
          return CAIRO_STATUS_SUCCESS
        }, bytes)
    }
    return status == CAIRO_STATUS_SUCCESS ? bytes : []
  }
}

/// The few colours of charts and heat maps, on paper and in Excel. They also differ in brightness, for a black and white
/// printer and for who does not tell red from green.
struct Shade: Sendable, Hashable {
  /// 0xRRGGBB.
  let rgb: UInt32

  static let paper = Shade(rgb: 0xFFFFFF)
  static let ink = Shade(rgb: 0x222222)
  static let faint = Shade(rgb: 0xC8C8C8)
  static let bar = Shade(rgb: 0x2B6CB0)
  static let target = Shade(rgb: 0xB03A2E)

  static func of(_ grade: HeatMap.Grade) -> Shade {
    switch grade {
    case .reached: Shade(rgb: 0xB7E1A1)
    case .below: Shade(rgb: 0xF5A947)
    case .none: Shade(rgb: 0xB03A2E)
    case .unknown: Shade(rgb: 0xEEEEEE)
    }
  }

  /// What can be read on it.
  var ink: Shade { red * 0.3 + green * 0.59 + blue * 0.11 < 0.5 ? .paper : .ink }

  var red: Double { Double(rgb >> 16 & 255) / 255 }
  var green: Double { Double(rgb >> 8 & 255) / 255 }
  var blue: Double { Double(rgb & 255) / 255 }
}

/// A picture for a document.
struct DrawnPicture {
  var png: [UInt8]
  /// For who does not see it.
  var description: String
  /// In EMU, 12,700 a point.
  var height: Int
}
