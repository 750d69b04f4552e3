import type { Content } from 'pdfmake/interfaces'
import { makePdf } from './make-pdf.ts'

/**
 * Sets a content on one page without end and says how far from the top each node with an `id` begins, in points. A node
 * counts only with a text in it.
 */
export async function measureHeights(
  content: Content[],
  page: {
    readonly width: number
    readonly margins: [number, number, number, number]
    readonly fontSize: number
  },
): Promise<ReadonlyMap<string, number>> {
  const tops = new Map<string, number>()
  await makePdf(
    {
      pageSize: { width: page.width, height: 'auto' },
      pageMargins: page.margins,
      defaultStyle: { fontSize: page.fontSize },
      content,
      pageBreakBefore: ({ id, startPosition }) => {
        if (id !== undefined && !tops.has(id)) tops.set(id, startPosition.top)
        return false
      },
    },
    { title: '', madeAt: 0 },
  )
  return tops
}
