"""Drawing codes from logits; one implementation for torch and ONNX, in numpy."""
