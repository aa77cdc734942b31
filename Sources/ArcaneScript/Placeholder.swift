enum ArcaneScriptPlaceholder {}
