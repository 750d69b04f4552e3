/** What staff are told about their data: what is recorded, what for, how long, who sees it, whom to ask. */
export const PRIVACY_POINTS = [
  { question: 'privacy.what', answer: 'privacy.what.answer' },
  { question: 'privacy.camera', answer: 'privacy.camera.answer' },
  { question: 'privacy.why', answer: 'privacy.why.answer' },
  { question: 'privacy.long', answer: 'privacy.long.answer' },
  { question: 'privacy.ask', answer: 'privacy.ask.answer' },
] as const
