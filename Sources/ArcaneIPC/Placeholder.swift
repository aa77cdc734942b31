enum ArcaneIPCPlaceholder {}
