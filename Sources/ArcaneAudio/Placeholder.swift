enum ArcaneAudioPlaceholder {}
