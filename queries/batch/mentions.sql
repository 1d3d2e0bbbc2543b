-- Which provision names which safeguard, how firmly and on what basis, in every draft.
-- The rows are those of queries/safeguards/safeguard-mentions.rq, all drafts together.
WITH
  facts AS (SELECT subject, predicate, object FROM quads),
  safeguard AS (SELECT subject FROM facts WHERE predicate = 'rdf:type' AND object LIKE '%/ontology#Safeguard'),
  mention AS (SELECT subject FROM facts WHERE predicate = 'rdf:type' AND object LIKE '%/ontology#Mention'),
  notation AS (SELECT subject, object FROM facts WHERE predicate = 'skos:notation'),
  label AS (SELECT subject, object FROM facts WHERE predicate = 'skos:prefLabel'),
  modality AS (
    SELECT said.subject, notation.object
    FROM facts AS said JOIN notation ON notation.subject = said.object
    WHERE said.predicate = 'tg:modality'
  )
SELECT
  draft.object AS draft,
  place.object AS place,
  label.object AS safeguard,
  modality.object AS modality,
  basis.object AS basis,
  mention.subject AS mention
FROM mention
JOIN facts AS draft ON draft.subject = mention.subject AND draft.predicate = 'tg:inDraft'
JOIN facts AS provision ON provision.subject = mention.subject AND provision.predicate = 'tg:mentionIn'
JOIN facts AS concept ON concept.subject = mention.subject AND concept.predicate = 'tg:mentionOf'
JOIN safeguard ON safeguard.subject = concept.object
JOIN label ON label.subject = concept.object
JOIN facts AS known ON known.subject = mention.subject AND known.predicate = 'tg:basis'
JOIN notation AS basis ON basis.subject = known.object
JOIN facts AS place ON place.subject = provision.object AND place.predicate = 'eli:id_local'
LEFT JOIN modality ON modality.subject = mention.subject
ORDER BY draft, place, safeguard, mention
