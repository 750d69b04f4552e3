import useMediaQuery from '@mui/material/useMediaQuery'
import { useState } from 'react'

const STORED_AS = 'giogiac.rail'

/** Whether the pages at the left are icons with small words: on screens below 1600 px, until somebody chooses. */
export function useNarrowRail(): readonly [boolean, (narrow: boolean) => void] {
  const isRoomy = useMediaQuery('(min-width: 1600px)')
  const [chosen, setChosen] = useState(() => localStorage.getItem(STORED_AS))
  const choose = (narrow: boolean): void => {
    const told = narrow ? 'narrow' : 'wide'
    localStorage.setItem(STORED_AS, told)
    setChosen(told)
  }
  return [chosen === null ? !isRoomy : chosen === 'narrow', choose]
}
