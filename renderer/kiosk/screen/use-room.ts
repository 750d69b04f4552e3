import { useEffect } from 'react'
import type { KioskState } from '../../../core/kiosk/kiosk-api.ts'
import { setVolume } from '../sound/play-sound.ts'
import { showTime } from '../text/show-time.ts'

/** Whether a local time of day lies in the night, which may run over midnight. All "HH:mm". */
export const isNight = (
  time: string,
  { from, to }: { readonly from: string; readonly to: string },
): boolean => (from <= to ? time >= from && time < to : time >= from || time < to)

/**
 * Follows the settings that fit the screen to its room: volume, theme, brightness. By day a theme "by time"
 * is what the machine is set to, which is light unless somebody asked for dark.
 * @returns how much the screen is darkened, 0 to 1
 */
export function useRoom(kiosk: KioskState | null): number {
  const settings = kiosk?.settings
  const night =
    kiosk !== null && settings !== undefined && isNight(showTime(kiosk.now, kiosk.zone), settings.night)
  const theme =
    settings === undefined || settings.theme === 'by-time' ? (night ? 'dark' : null) : settings.theme
  const volume = settings?.volume

  useEffect(() => {
    if (theme === null) delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  useEffect(() => {
    if (volume !== undefined) setVolume(volume)
  }, [volume])

  if (settings === undefined) return 0
  return 1 - (night ? settings.brightness.night : settings.brightness.day) / 100
}
