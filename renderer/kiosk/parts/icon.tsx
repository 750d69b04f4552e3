import type { ReactElement } from 'react'

/** Drawn on a grid of 24, in lines of the text's colour. */
const PATHS = {
  check: 'M4 12.5l5.5 5.5L20 7',
  late: 'M12 6v6l4 2.5M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z',
  early: 'M12 6v6l-4 2.5M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z',
  leave: 'M10 4H5v16h5M9 12h11M16 7.5l4.5 4.5l-4.5 4.5',
  repeat: 'M4 12a8 8 0 0 1 13.5-5.8L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.5 5.8L4 15.5M4 20v-4.5h4.5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4M9 15.5h6',
  guest: 'M12 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8zM4 21c.6-4 4-6 8-6s7.4 2 8 6',
  question:
    'M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.1.7-1.7 1.3-1.7 2.7M12 18.6v.2M21.5 12a9.5 9.5 0 1 1-19 0a9.5 9.5 0 0 1 19 0z',
  ban: 'M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0zM5.7 5.7l12.6 12.6',
  idCard:
    'M3 5h18v14H3zM8.5 12.2a2 2 0 1 0 0-4a2 2 0 0 0 0 4zM5.5 16c.4-1.7 1.5-2.4 3-2.4s2.6.7 3 2.4M14.5 9.5h3.5M14.5 13.5h3.5',
  warning: 'M12 3.5l9.5 16.8h-19zM12 9.5v5M12 17.3v.2',
  cross: 'M5.5 5.5l13 13M18.5 5.5l-13 13',
  plug: 'M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4',
  wait: 'M7 3.5h10M7 20.5h10M8 3.5c0 5 4 5.5 4 8.5s-4 3.5-4 8.5M16 3.5c0 5-4 5.5-4 8.5s4 3.5 4 8.5',
  online: 'M5 19h.1M5 13.5a5.5 5.5 0 0 1 5.5 5.5M5 8a11 11 0 0 1 11 11M5 3a16 16 0 0 1 16 16',
  offline: 'M7 18h10.5a4 4 0 0 0 .8-7.9A6 6 0 0 0 8 7.5M5.6 10.2A4 4 0 0 0 7 18M3.5 3.5l17 17',
  upload: 'M7 18a4 4 0 0 1-.8-7.9A6 6 0 0 1 17.6 9.5A4.3 4.3 0 0 1 17 18M12 20v-8M8.8 15L12 11.8L15.2 15',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7z',
  cameraOff: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM3 3l18 18',
  clock: 'M12 6.5V12l3.5 2M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z',
  arrive: 'M14 4h5v16h-5M4 12h11M11 7.5l4.5 4.5l-4.5 4.5',
  briefcase: 'M3.5 8h17v11.5h-17zM8.5 8V5h7v3M3.5 13h17',
  walk: 'M13 5.2a1.6 1.6 0 1 0 0-.1M9 21l2.5-6L9.5 12l1-4.5l3.5 1l1.5 3l3 1M10.5 7.5L7 9.5v3.5M11.5 15l3 2l1 4',
  erase: 'M9 5h12v14H9L3 12zM12 9l6 6M18 9l-6 6',
  back: 'M15 5l-7 7l7 7',
  forward: 'M9 5l7 7l-7 7',
  leader:
    'M9 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7zM2.5 20c.5-3.6 3-5.5 6.5-5.5s6 1.9 6.5 5.5M18.5 4l1.1 2.3l2.4.4l-1.8 1.8l.4 2.5l-2.1-1.2l-2.1 1.2l.4-2.5L15 6.7l2.4-.4z',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.2a2.2 2.2 0 1 0 0-4.4a2.2 2.2 0 0 0 0 4.4zM9 19.2a2.2 2.2 0 1 0 0-4.4a2.2 2.2 0 0 0 0 4.4z',
  shield: 'M12 3l8 3v5.5c0 4.6-3.2 8-8 9.5c-4.8-1.5-8-4.9-8-9.5V6zM8.5 12l2.5 2.5l4.5-5',
  badgeOff: 'M8.5 5H21v12.5M17.5 19H3V5h1M7 9.5h3M7 13.5h5M15 9.5h2.5M3 3l18 18',
  keyboard: 'M2.5 6h19v12h-19zM6 10h.1M10 10h.1M14 10h.1M18 10h.1M7 14h10',
  volume: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  sun: 'M12 16.5a4.5 4.5 0 1 0 0-9a4.5 4.5 0 0 0 0 9zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  disk: 'M4 5h16v6H4zM4 13h16v6H4zM7.5 8h.1M7.5 16h.1',
  power: 'M12 3v9M6.5 6.5a8 8 0 1 0 11 0',
  globe:
    'M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0zM3.5 9.5h17M3.5 14.5h17M12 3c3.5 5 3.5 13 0 18c-3.5-5-3.5-13 0-18z',
  document: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6',
  eye: 'M2.5 12c2.3-4.2 5.5-6.3 9.5-6.3s7.2 2.1 9.5 6.3c-2.3 4.2-5.5 6.3-9.5 6.3S4.8 16.2 2.5 12zM12 15a3 3 0 1 0 0-6a3 3 0 0 0 0 6z',
  absent: 'M10 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8zM2.5 21c.6-4 3.5-6 7.5-6M15.5 15.5l5 5M20.5 15.5l-5 5',
  noData: 'M12 21.5a9.5 9.5 0 1 0 0-19a9.5 9.5 0 0 0 0 19zM7.5 12h.1M12 12h.1M16.5 12h.1',
  mend: 'M5 3.5h9l5 5v12H5zM14 3.5v5h5M8.5 15l2.5 2.5l4.5-5',
  notice: 'M3.5 10v4.5H7L16.5 19V5.5L7 10zM7.5 14.5V20h3v-4M19.5 9.5a4 4 0 0 1 0 5.5',
  update: 'M12 3.5v11M7.5 10.5l4.5 4.5l4.5-4.5M4.5 20h15',
  scanner: 'M3.5 8V4.5H7M17 4.5h3.5V8M20.5 16v3.5H17M7 19.5H3.5V16M7.5 8.5v7M11 8.5v7M13.5 8.5v7M16.5 8.5v7',
} as const

export type IconName = keyof typeof PATHS

/** A picture that repeats what the word beside it says; hidden from screen readers for that reason. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }): ReactElement {
  return (
    <svg
      className={className}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
