import Foundation

/// The largest difference of two signals of the same length, in dBFS.
package func difference(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Double {
  let largest = zip(a, b).reduce(0) { max($0, abs(Double($1.0) - Double($1.1))) }
  return 20 * log10(max(largest, 1e-12))
}

/// Where two signals differ first, also in length; nil if they are the same.
package func firstDifference(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Int? {
  var first = a.makeIterator()
  var second = b.makeIterator()
  var index = 0
  while true {
    switch (first.next(), second.next()) {
    case (nil, nil): return nil
    case (let x?, let y?) where x == y: index += 1
    default: return index
    }
  }
}

/// The largest step from one sample to the next.
package func largestStep(_ samples: [Float]) -> Float {
  zip(samples, samples.dropFirst()).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
