enum ArcaneModulesPlaceholder {}
