/**
 * The Vietnamese lunar calendar by its astronomy at UTC+7: a month begins on the day of the new moon, the eleventh holds
 * the winter solstice, and in a year of thirteen months the first without a principal term is the leap one.
 * New moons and the sun's place after Meeus, Astronomical Algorithms, ch. 25 and 49; good to minutes from 1970 to 2100.
 */

const RADIANS = Math.PI / 180
const SYNODIC_MONTH = 29.530588861
/** UTC+7 as a part of a day. */
const ZONE = 7 / 24
/** Terrestrial time is ahead of UTC by about 70 seconds in these years. */
const DELTA_T = 70 / 86_400
/** Julian day number of 1970-01-01. */
const UNIX_EPOCH = 2_440_588

/** The local day, as a Julian day number, on which the k-th new moon since January 2000 falls. */
function newMoonDay(k: number): number {
  const t = k / 1236.85
  const sun = (2.5534 + 29.1053567 * k - 0.0000014 * t * t) * RADIANS
  const moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * RADIANS
  const node = (160.7108 + 390.67050284 * k - 0.0016118 * t * t) * RADIANS
  const ascending = (124.7746 - 1.56375588 * k + 0.0020672 * t * t) * RADIANS
  const e = 1 - 0.002516 * t - 0.0000074 * t * t
  const terms =
    -0.4072 * Math.sin(moon) +
    0.17241 * e * Math.sin(sun) +
    0.01608 * Math.sin(2 * moon) +
    0.01039 * Math.sin(2 * node) +
    0.00739 * e * Math.sin(moon - sun) -
    0.00514 * e * Math.sin(moon + sun) +
    0.00208 * e * e * Math.sin(2 * sun) -
    0.00111 * Math.sin(moon - 2 * node) -
    0.00057 * Math.sin(moon + 2 * node) +
    0.00056 * e * Math.sin(2 * moon + sun) -
    0.00042 * Math.sin(3 * moon) +
    0.00042 * e * Math.sin(sun + 2 * node) +
    0.00038 * e * Math.sin(sun - 2 * node) -
    0.00024 * e * Math.sin(2 * moon - sun) -
    0.00017 * Math.sin(ascending)
  const exact = 2_451_550.09766 + SYNODIC_MONTH * k + 0.00015437 * t * t + terms
  return Math.floor(exact - DELTA_T + ZONE + 0.5)
}

/** Degrees of the sun's apparent longitude when a local day begins. */
function sunLongitude(day: number): number {
  const t = (day - 0.5 - ZONE + DELTA_T - 2_451_545) / 36_525
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t
  const anomaly = (357.52911 + 35_999.05029 * t - 0.0001537 * t * t) * RADIANS
  const centre =
    (1.914602 - 0.004817 * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly)
  const apparent = mean + centre - 0.00569 - 0.00478 * Math.sin((125.04 - 1934.136 * t) * RADIANS)
  return ((apparent % 360) + 360) % 360
}

/** Which twelfth of the sun's way a day begins in: 0 from the spring equinox. */
const twelfth = (day: number): number => Math.floor(sunLongitude(day) / 30)

/** Number of the new moon that begins the eleventh month of a year: the last not after the winter solstice. */
function eleventhMonth(year: number): number {
  const solstice = Math.floor(Date.UTC(year, 11, 21) / 86_400_000) + UNIX_EPOCH
  let k = Math.floor((solstice - 2_451_550) / SYNODIC_MONTH) + 1
  // The solstice may fall late on the 21st or on the 22nd: the sun has entered its tenth twelfth the morning after.
  const day = twelfth(solstice + 1) >= 9 ? solstice : solstice + 1
  while (newMoonDay(k) > day) k--
  return k
}

interface LunarMonth {
  readonly month: number
  readonly leap: boolean
  /** Julian day number of its first day. */
  readonly start: number
}

/** The months from the eleventh of the year before to the eleventh of this year. */
function monthsUntil(year: number): LunarMonth[] {
  const first = eleventhMonth(year - 1)
  const last = eleventhMonth(year)
  const starts = Array.from({ length: last - first + 1 }, (_, index) => newMoonDay(first + index))
  const isLong = last - first === 13
  let leapTaken = false
  let number = 10
  return starts.map((start, index) => {
    const next = starts[index + 1]
    const leap = isLong && !leapTaken && index > 0 && next !== undefined && twelfth(start) === twelfth(next)
    if (leap) leapTaken = true
    else number++
    return { month: ((number - 1) % 12) + 1, leap, start }
  })
}

const dateOf = (day: number): string => new Date((day - UNIX_EPOCH) * 86_400_000).toISOString().slice(0, 10)

/** The date of a day of a lunar month (not a leap one) in the lunar year that begins in `year`; months 1 to 10. */
export function lunarDate(year: number, month: number, day: number): string {
  const found = monthsUntil(year).findLast((one) => one.month === month && !one.leap)
  if (found === undefined || month > 10) throw new RangeError('only months 1 to 10')
  return dateOf(found.start + day - 1)
}
