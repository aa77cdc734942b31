enum ArcaneLinuxPlaceholder {}
