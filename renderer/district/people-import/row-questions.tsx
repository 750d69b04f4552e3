import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useTranslation } from 'react-i18next'
import { showText } from '../../../core/names.ts'
import type { ImportAnswer, ImportRow, RowAnswer } from '../../../core/people/people-list-api.ts'

/** What a row asks, each with its answers; what was answered can be answered otherwise. */
export function RowQuestions(props: {
  row: ImportRow
  working: boolean
  onAnswer: (answer: ImportAnswer) => void
}) {
  const { t } = useTranslation()
  const { line, questions } = props.row
  return questions.map(({ field, column, code, value, proposed, answers, given }) => {
    const said = { cell: `${column ?? ''}${line}`, value: showText(value), proposed: showText(proposed) }
    const words = t(`peopleImport.question.${code}`, said)
    return (
      <Box key={`${field} ${code}`} sx={{ display: 'grid', gap: 0.5, mb: 1 }}>
        <Box sx={{ fontWeight: given === null ? 600 : 400 }}>{words}</Box>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={given}
          disabled={props.working}
          aria-label={words}
          onChange={(_, answer: RowAnswer | null) =>
            answer !== null && props.onAnswer({ line, field, answer })
          }
          sx={{ flexWrap: 'wrap' }}
        >
          {answers.map(
            (answer) =>
              answer !== 'person' && (
                <ToggleButton key={answer} value={answer}>
                  {t(`peopleImport.answer.${answer}`, said)}
                </ToggleButton>
              ),
          )}
        </ToggleButtonGroup>
      </Box>
    )
  })
}
