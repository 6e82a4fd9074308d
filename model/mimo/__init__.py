"""MiMo-VL and every checkpoint of its class (`Qwen2_5_VLForConditionalGeneration`), in this process.

The way of one step: `prompt` writes what the model reads, `images` cuts the screenshot into patches, `vision` and
`decoder` compute, `engine` remembers what was computed, `grammar` says what may be written, `writing` writes the
reply, and `backend` makes a Decision of it. What differs between checkpoints stands in `profiles`.

Nothing here is imported before such a model is asked for: torch is heavy.
"""
