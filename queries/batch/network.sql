-- Which article refers to which, in every draft.
-- The rows are those of queries/tables/references/network.rq, all drafts together.
WITH
  facts AS (SELECT subject, predicate, object FROM quads),
  article AS (SELECT subject, object FROM facts WHERE predicate = 'tg:inArticle')
SELECT DISTINCT
  draft.object AS draft,
  coalesce(source_article.object, source.object) AS source,
  coalesce(target_article.object, target.object) AS target
FROM facts AS source
JOIN facts AS target ON target.subject = source.subject AND target.predicate = 'tg:referenceTo'
JOIN facts AS draft ON draft.subject = source.subject AND draft.predicate = 'tg:inDraft'
LEFT JOIN article AS source_article ON source_article.subject = source.object
LEFT JOIN article AS target_article ON target_article.subject = target.object
WHERE source.predicate = 'tg:referenceFrom'
  AND coalesce(source_article.object, source.object) <> coalesce(target_article.object, target.object)
ORDER BY draft, source, target
