import GRDB

import struct Foundation.Data

extension [UInt8] {
  var data: Data { Data(self) }

  static func fromDatabaseValue(_ value: DatabaseValue) -> [UInt8]? {
    Data.fromDatabaseValue(value).map { [UInt8]($0) }
  }
}
