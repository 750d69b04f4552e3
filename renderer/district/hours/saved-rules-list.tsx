import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { RulePreview } from '../../../core/district/hours-api.ts'
import { showText } from '../../../core/names.ts'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import { useLanguage } from '../language/use-language.ts'
import { ruleLines, ruleTime } from './rule-words.ts'

/** More rules than these are only counted. */
const MOST_NAMED = 12

/** What a change saves: which rules go and which come, for whom and from when. */
export function SavedRulesList(props: { title: string; saves: RulePreview['saves'] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { saves } = props
  return (
    <Box>
      <Typography variant="h3">{t('rulePreview.saves', { title: props.title })}</Typography>
      <Box component="ul" sx={{ pl: 2.5, my: 0.5 }}>
        {saves.slice(0, MOST_NAMED).map(({ deed, rule, subject }) => {
          const written = rule as WrittenRule
          const what = [subject, ...ruleLines(written, t, language), ruleTime(written, t, language)]
          return (
            <li key={`${deed} ${JSON.stringify(rule)}`} data-saves={deed}>
              {t(`rulePreview.deed.${deed}`, { what: what.map(showText).join(' · ') })}
            </li>
          )
        })}
        {saves.length > MOST_NAMED && (
          <li>{t('rulePreview.savesMore', { count: saves.length - MOST_NAMED })}</li>
        )}
      </Box>
    </Box>
  )
}
