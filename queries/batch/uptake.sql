-- What the checks found of every recommendation in every draft.
-- The rows are those of queries/tables/assessments/recorded.rq.
WITH
  facts AS (SELECT subject, predicate, object FROM quads),
  assessment AS (SELECT subject FROM facts WHERE predicate = 'rdf:type' AND object LIKE '%/ontology#Assessment'),
  notation AS (SELECT subject, object FROM facts WHERE predicate = 'skos:notation'),
  basis AS (
    SELECT known.subject, notation.object
    FROM facts AS known JOIN notation ON notation.subject = known.object
    WHERE known.predicate = 'tg:basis'
  )
SELECT
  assessment.subject AS assessment,
  asked.object AS asked,
  draft.object AS draft,
  verdict.object AS verdict,
  note.object AS note,
  coverage.object AS coverage,
  basis.object AS basis
FROM assessment
JOIN facts AS asked ON asked.subject = assessment.subject AND asked.predicate = 'tg:assesses'
JOIN facts AS draft ON draft.subject = assessment.subject AND draft.predicate = 'tg:assessedDraft'
JOIN facts AS found ON found.subject = assessment.subject AND found.predicate = 'tg:verdict'
JOIN notation AS verdict ON verdict.subject = found.object
JOIN facts AS note ON note.subject = assessment.subject AND note.predicate = 'tg:note'
LEFT JOIN facts AS coverage
  ON coverage.subject = assessment.subject AND coverage.predicate = 'tg:coverageNote'
LEFT JOIN basis ON basis.subject = assessment.subject
ORDER BY assessment, note
