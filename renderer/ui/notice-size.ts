/** How large a notice to citizens is written, by its length; the longest the district takes still fits at `long`. */
export const noticeSize = (text: string): 'short' | 'middle' | 'long' =>
  text.length <= 60 ? 'short' : text.length <= 130 ? 'middle' : 'long'
