enum ArcaneReloadPlaceholder {}
