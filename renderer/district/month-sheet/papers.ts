/** The month's papers: the word for each, and its file. */
export const PAPERS = [
  ['pdf', 'bang-cham-cong.pdf'],
  ['xlsx', 'bang-cham-cong.xlsx'],
  ['docx', 'bao-cao.docx'],
  ['sourcesPdf', 'nguon-so-lieu.pdf'],
  ['totalsPdf', 'tong-hop-ghi-nhan.pdf'],
  ['listPdf', 'ghi-nhan.pdf'],
  ['csv', 'bang-cham-cong.csv'],
  ['sources', 'nguon-so-lieu.csv'],
  ['list', 'ghi-nhan.csv'],
  ['totals', 'tong-hop-ghi-nhan.csv'],
] as const
