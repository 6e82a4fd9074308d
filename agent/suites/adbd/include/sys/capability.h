// Dropping capabilities is for Android only.
