"""What templates may call beyond Django: icons, words and links of the interface kit."""
