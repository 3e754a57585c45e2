/** The texts of the chat besides its markup. */
export const TEXTS = {
  looking: 'Looking for models… If Ollama Turnkey asks, click Allow.',
  ready: 'Ready.',
  noModel: 'Ollama has no chat model yet. Download a small one with `ollama pull llama3.2`, then try again.',
  thinking: 'Thinking…',
  answering: 'Answering…',
  stopped: 'Stopped.',
  waiting: 'Waiting for your answer in the Ollama Turnkey window…',
  reason: 'To list your models and chat with them on this page.',
  tryAgain: 'Try again',
  askAgain: 'Ask again',
  question: 'You',
  answer: 'Answer',
  firstToken: 'First token after ',
  speed: (tokensPerSecond: number) => ` ms · ${tokensPerSecond.toFixed(1)} tokens/s`,
  noSpeed: ' ms',
} as const;
