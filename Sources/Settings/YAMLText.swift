import Phrases
import Yams

/// Parses YAML text into places and values; reports everything that is wrong with it as YAML.
enum YAMLText {
  static func read(_ text: String, _ reading: Reading) -> YAMLValue? {
    guard text.utf8.count <= Limits.bytes else {
      reading.error(
        at: .start, Text { $0.fileTooBig(Limits.bytes / 1024) }, Text { $0.splitOrShorten })
      return nil
    }
    let scan = YAMLScan(text)
    if let (scalar, place) = scan.controlCharacter {
      reading.error(
        at: place, Text { $0.controlCharacter(hexadecimal(scalar)) }, Text { $0.removeCharacter })
      return nil
    }
    if let place = scan.tooDeep {
      reading.error(at: place, Text { $0.nestedTooDeep(Limits.nesting) }, Text { $0.splitOrShorten })
      return nil
    }
    for (name, place) in scan.references {
      reading.error(at: place, Text { $0.referenceRefused(name) }, Text { $0.writeValueOut })
    }
    guard let (root, names) = compose(scan.text, reading) else { return nil }
    guard let root else {
      reading.error(at: .start, Text { $0.fileIsEmpty }, Text { $0.seeSampleConfig })
      return nil
    }
    var walk = Walk(names: names, reading: reading)
    return walk.value(root, depth: 0)
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The parser stops at the first key that is written twice. To see the whole file, the first of the two gets another
  /// name of the same length, and the walk later gives it back its own.
  private static func compose(
    _ scalars: [Unicode.Scalar], _ reading: Reading
  ) -> (root: Node?, names: [Place: String])? {
    var text = scalars
    var names: [Place: String] = [:]
    var duplicate: (name: String, place: Place)?
    for attempt in 0...Limits.diagnostics {
      do {
        return (try Yams.compose(yaml: string(text), .basic, .default, .utf8), names)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let place = Place(line: context.mark.line, column: context.mark.column)
        let name = keys.min() ?? ""
        duplicate = (name, place)
        guard names[place] == nil, let index = keyStart(place, in: text),
          let substitute = Unicode.Scalar(0xE000 + UInt32(attempt))
        else { break }
        text[index] = substitute
        names[place] = name
      } catch let error as YamlError where duplicate == nil {
        report(error, reading)
        return nil
      } catch {
        break
      }
    }
    if let (name, place) = duplicate {
      reading.error(
        at: place, Text { $0.duplicateKey(name, firstLine: place.line) }, Text { $0.keepOneOfThem })
    } else {
      reading.error(at: .start, Text { $0.notYAML("") }, Text { $0.seeSampleConfig })
    }
    return nil
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The index of the first character of a key that begins at `place`, behind its quote if it has one.
  private static func keyStart(_ place: Place, in text: [Unicode.Scalar]) -> Int? {
    var line = 1
    var index = 0
    while line < place.line, index < text.count {
      if YAMLScan.isBreak(text[index]) {
        if text[index] == "\r", index + 1 < text.count, text[index + 1] == "\n" { index += 1 }
        line += 1
      }
      index += 1
    }
    index += place.column - 1
    if index < text.count, text[index] == "\"" || text[index] == "'" { index += 1 }
    guard index < text.count, !YAMLScan.isBreak(text[index]) else { return nil }
    return index
  }

  private static func report(_ error: YamlError, _ reading: Reading) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      reading.error(
        at: Place(line: mark.line, column: mark.column), Text { $0.notYAML(problem) },
        Text { $0.repairYAML(problem) })
    case .composer(_, let problem, let mark, _):
      let isSecondDocument = problem.contains("another document")
      reading.error(
        at: Place(line: mark.line, column: mark.column),
        Text { isSecondDocument ? $0.severalDocuments : $0.notYAML(problem) },
        Text { isSecondDocument ? $0.keepOneDocument : $0.repairYAML(problem) })
    default:
      reading.error(at: .start, Text { $0.notYAML("") }, Text { $0.repairYAML("") })
    }
  }

  /// From the parser's tree to ours, within limits.
  private struct Walk {
    let names: [Place: String]
    let reading: Reading
    var count = 0

    mutating func value(_ node: Node, depth: Int) -> YAMLValue? {
      let place = place(of: node)
      count += 1
      guard count <= Limits.values else {
        if count == Limits.values + 1 {
          reading.error(at: place, Text { $0.tooManyValues(Limits.values) }, Text { $0.splitOrShorten })
        }
        return nil
      }
      guard depth <= Limits.nesting else {
        reading.error(at: place, Text { $0.nestedTooDeep(Limits.nesting) }, Text { $0.splitOrShorten })
        return nil
      }
      switch node {
      case .scalar(let scalar):
        return YAMLValue(content: content(of: scalar), place: place)
      case .sequence(let sequence):
        var items: [YAMLValue] = []
        for child in sequence {
          guard let item = value(child, depth: depth + 1) else { return nil }
          items.append(item)
        }
        return YAMLValue(content: .list(items), place: place)
      case .mapping(let mapping):
        return table(mapping, place: place, depth: depth)
      case .alias:
        reading.error(at: place, Text { $0.referenceRefused("*") }, Text { $0.writeValueOut })
        return nil
      }
    }

    private func content(of scalar: Node.Scalar) -> YAMLValue.Content {
      if scalar.string.unicodeScalars.first == YAMLScan.refusedMark { return .refused }
      if scalar.style == .plain || scalar.style == .any {
        let text = scalar.string
        if text.isEmpty || text == "~" || text == "null" { return .nothing }
      }
      return .scalar(scalar.string)
    }

    private mutating func table(_ mapping: Node.Mapping, place: Place, depth: Int) -> YAMLValue? {
      var entries: [YAMLValue.Entry] = []
      var firstLines: [String: Int] = [:]
      for (keyNode, child) in mapping {
        let keyPlace = self.place(of: keyNode)
        guard let item = value(child, depth: depth + 1) else { return nil }
        guard case .scalar(let scalar) = keyNode else {
          reading.error(at: keyPlace, Text { $0.keyIsNoWord }, Text { $0.writeWordAsKey })
          continue
        }
        let key = names[keyPlace] ?? scalar.string
        if let line = firstLines[key] {
          reading.error(
            at: keyPlace, Text { $0.duplicateKey(key, firstLine: line) }, Text { $0.keepOneOfThem })
          continue
        }
        firstLines[key] = keyPlace.line
        entries.append(YAMLValue.Entry(key: key, place: keyPlace, value: item))
      }
      return YAMLValue(content: .table(entries), place: place)
    }

    private func place(of node: Node) -> Place {
      node.mark.map { Place(line: $0.line, column: $0.column) } ?? .start
    }
  }
}
