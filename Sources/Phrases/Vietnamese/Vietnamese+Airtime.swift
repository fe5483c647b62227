extension Vietnamese {
}
