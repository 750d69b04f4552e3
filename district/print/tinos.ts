import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const FOLDER = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))

/** The file of a face of Tinos, a metric twin of Times New Roman, such as `700Bold`. */
export const tinosFile = (face: string): string => join(FOLDER, face, `Tinos_${face}.ttf`)
