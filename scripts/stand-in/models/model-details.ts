/** What listings say about the build of a model: all of them are SmolLM2's 135 million parameters here. */
export function modelDetails(parent = ''): Readonly<Record<string, unknown>> {
  return {
    parent_model: parent,
    format: 'gguf',
    family: 'llama',
    families: ['llama'],
    parameter_size: '134.52M',
    quantization_level: 'Q4_1',
  };
}
