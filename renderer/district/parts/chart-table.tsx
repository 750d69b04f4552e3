import { numberText } from '../language/numbers.ts'
import { useLanguage } from '../language/use-language.ts'

/** What a chart shows, as a table for screen readers. The first column names the row. */
export function ChartTable(props: {
  caption: string
  heads: readonly string[]
  rows: readonly (readonly [string, ...number[]])[]
}) {
  const { language } = useLanguage()
  return (
    <div className="visually-hidden">
      <table>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(([name, ...values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, index) => (
                <td key={props.heads[index + 1]}>{numberText(value, language)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
