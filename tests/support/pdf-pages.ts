import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether the programs that draw and read PDF (poppler) are there. */
export const canDrawPdf = (): boolean => existsSync('/usr/bin/pdftoppm') && existsSync('/usr/bin/pdftotext')

function inFolder<T>(pdf: Buffer, work: (folder: string, file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-pdf-'))
  try {
    const file = join(folder, 'in.pdf')
    writeFileSync(file, pdf)
    return work(folder, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every page as a PNG. */
export const drawPdf = (pdf: Buffer, dotsPerInch: number): Buffer[] =>
  inFolder(pdf, (folder, file) => {
    execFileSync('/usr/bin/pdftoppm', ['-r', String(dotsPerInch), '-png', file, join(folder, 'page')])
    return readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .sort()
      .map((name) => readFileSync(join(folder, name)))
  })

/** The text of all pages, as a reader copies it. */
export const textOfPdf = (pdf: Buffer): string =>
  inFolder(pdf, (_, file) => execFileSync('/usr/bin/pdftotext', ['-layout', file, '-']).toString('utf8'))

/** The first page in shades of grey, 0 black to 255 white, row by row. */
export const grayPage = (
  pdf: Buffer,
  dotsPerInch: number,
): { readonly width: number; readonly height: number; readonly shades: Buffer } =>
  inFolder(pdf, (folder, file) => {
    const how = ['-r', String(dotsPerInch), '-gray', '-singlefile', file, join(folder, 'page')]
    execFileSync('/usr/bin/pdftoppm', how)
    const pgm = readFileSync(join(folder, 'page.pgm'))
    const [head = '', width = '', height = ''] =
      /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1')) ?? []
    return { width: Number(width), height: Number(height), shades: pgm.subarray(head.length) }
  })
