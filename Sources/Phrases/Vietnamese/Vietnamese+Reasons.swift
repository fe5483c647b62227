extension Vietnamese {
  /// What the operating system says, in its words of English, said in Vietnamese where it is common.
  func said(_ reason: String) -> String {
    switch reason {
    case "No such file or directory": "không có tệp hoặc thư mục này"
    case "Permission denied", "Operation not permitted": "không có quyền"
    case "Not a directory": "đây không phải thư mục"
    case "Is a directory": "đây là thư mục"
    case "Input/output error": "lỗi đọc ghi đĩa"
    case "No space left on device": "đĩa đã đầy"
    case "Read-only file system": "đĩa chỉ cho đọc"
    case "Too many open files", "Too many open files in system": "mở quá nhiều tệp"
    case "Cannot allocate memory": "hết bộ nhớ"
    case "Stale file handle", "Host is down", "No route to host": "mất kết nối với ổ đĩa mạng"
    default: reason
    }
  }
}
