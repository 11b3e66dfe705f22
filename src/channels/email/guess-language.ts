const SAMPLE_CHARS_MAX = 5_000;

/** `zh` where one letter in ten is Chinese: error messages and names in a Chinese mail are often Latin. */
export function guessLanguage(text: string): "zh" | "en" {
  const sample = text.slice(0, SAMPLE_CHARS_MAX);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = sample.match(/[a-z]/gi)?.length ?? 0;
  return han > 0 && han * 10 >= han + latin ? "zh" : "en";
}
