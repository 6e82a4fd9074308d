"""AOSP's own adbd, built for this machine from Debian's source package `android-platform-tools`."""
