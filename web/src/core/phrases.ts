/** A prompt cut after its commas (Western and Chinese). Joined again, the pieces spell the prompt. */
export function phrases(prompt: string): string[] {
  return prompt.match(/[^,，、]+[,，、]*\s*|[,，、]+\s*/g) ?? [];
}
