/** The short number by which papers and pages name a closing of a month: `3F2A-91C0`. @param id a UUID */
export const lockNumber = (id: string): string => id.slice(0, 8).toUpperCase().replace(/^.{4}/, '$&-')
