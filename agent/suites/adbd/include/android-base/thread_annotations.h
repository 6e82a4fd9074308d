// GCC takes these attributes on declarations only; they say nothing to it anyway.
#pragma once
#include_next <android-base/thread_annotations.h>
#undef THREAD_ANNOTATION_ATTRIBUTE__
#define THREAD_ANNOTATION_ATTRIBUTE__(x)
