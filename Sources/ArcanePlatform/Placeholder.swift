enum ArcanePlatformPlaceholder {}
