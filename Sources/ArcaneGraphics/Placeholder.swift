enum ArcaneGraphicsPlaceholder {}
