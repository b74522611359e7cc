-- What readers can reach, as sqlite is given it. Generated from rules.py
-- by `manage.py schema`; a test compares. A line more here is something more in public.

-- public_archive
--   id
--   ref
--   languages
--   map_area
--   geography
SELECT "archive_archive"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_archive"."languages" AS "shown_languages",
       "archive_archive"."map_area" AS "shown_map_area",
       "archive_archive"."geography" AS "shown_geography"
FROM "archive_archive"
INNER JOIN "archive_entry" ON ("archive_archive"."entry_id" = "archive_entry"."id")
WHERE ("archive_archive"."state" = 'published'
       AND ("archive_archive"."embargo_until" IS NULL
            OR ("archive_archive"."embargo_until" <= date('now'))));

-- keys_of_public_archive
SELECT "archive_archive"."entry_id" AS "pk"
FROM "archive_archive"
WHERE ("archive_archive"."state" = 'published'
       AND ("archive_archive"."embargo_until" IS NULL
            OR ("archive_archive"."embargo_until" <= date('now'))));

-- public_place
--   id
--   ref
--   slug
--   kind
--   within_id
--   latitude
--   longitude
--   precision
--   official_code
SELECT "archive_place"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_place"."slug" AS "shown_slug",
       "archive_place"."kind" AS "shown_kind",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_place"."within_id") THEN "archive_place"."within_id"
           ELSE NULL
       END AS "shown_within_id",
       "archive_place"."latitude" AS "shown_latitude",
       "archive_place"."longitude" AS "shown_longitude",
       "archive_place"."precision" AS "shown_precision",
       "archive_place"."official_code" AS "shown_official_code"
FROM "archive_place"
INNER JOIN "archive_entry" ON ("archive_place"."entry_id" = "archive_entry"."id")
WHERE ("archive_place"."state" = 'published'
       AND ("archive_place"."embargo_until" IS NULL
            OR ("archive_place"."embargo_until" <= date('now'))));

-- keys_of_public_place
SELECT "archive_place"."entry_id" AS "pk"
FROM "archive_place"
WHERE ("archive_place"."state" = 'published'
       AND ("archive_place"."embargo_until" IS NULL
            OR ("archive_place"."embargo_until" <= date('now'))));

-- public_actor
--   id
--   ref
--   slug
--   kind
--   naming
--   public_name
SELECT "archive_actor"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_actor"."slug" AS "shown_slug",
       "archive_actor"."kind" AS "shown_kind",
       "archive_actor"."naming" AS "shown_naming",
       "archive_actor"."public_name" AS "shown_public_name"
FROM "archive_actor"
INNER JOIN "archive_entry" ON ("archive_actor"."entry_id" = "archive_entry"."id")
WHERE ("archive_actor"."state" = 'published'
       AND ("archive_actor"."embargo_until" IS NULL
            OR ("archive_actor"."embargo_until" <= date('now'))));

-- keys_of_public_actor
SELECT "archive_actor"."entry_id" AS "pk"
FROM "archive_actor"
WHERE ("archive_actor"."state" = 'published'
       AND ("archive_actor"."embargo_until" IS NULL
            OR ("archive_actor"."embargo_until" <= date('now'))));

-- public_lawarticle
--   id
--   ref
--   slug
--   code
--   number
--   part
--   edition
--   text
SELECT "archive_lawarticle"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_lawarticle"."slug" AS "shown_slug",
       "archive_lawarticle"."code" AS "shown_code",
       "archive_lawarticle"."number" AS "shown_number",
       "archive_lawarticle"."part" AS "shown_part",
       "archive_lawarticle"."edition" AS "shown_edition",
       "archive_lawarticle"."text" AS "shown_text"
FROM "archive_lawarticle"
INNER JOIN "archive_entry" ON ("archive_lawarticle"."entry_id" = "archive_entry"."id")
WHERE ("archive_lawarticle"."state" = 'published'
       AND ("archive_lawarticle"."embargo_until" IS NULL
            OR ("archive_lawarticle"."embargo_until" <= date('now'))));

-- keys_of_public_lawarticle
SELECT "archive_lawarticle"."entry_id" AS "pk"
FROM "archive_lawarticle"
WHERE ("archive_lawarticle"."state" = 'published'
       AND ("archive_lawarticle"."embargo_until" IS NULL
            OR ("archive_lawarticle"."embargo_until" <= date('now'))));

-- public_term
--   id
--   ref
--   slug
--   law
SELECT "archive_term"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_term"."slug" AS "shown_slug",
       "archive_term"."law" AS "shown_law"
FROM "archive_term"
INNER JOIN "archive_entry" ON ("archive_term"."entry_id" = "archive_entry"."id")
WHERE ("archive_term"."state" = 'published'
       AND ("archive_term"."embargo_until" IS NULL
            OR ("archive_term"."embargo_until" <= date('now'))));

-- keys_of_public_term
SELECT "archive_term"."entry_id" AS "pk"
FROM "archive_term"
WHERE ("archive_term"."state" = 'published'
       AND ("archive_term"."embargo_until" IS NULL
            OR ("archive_term"."embargo_until" <= date('now'))));

-- public_source
--   id
--   ref
--   slug
--   when
--   earliest
--   latest
--   when_words
--   kind
--   title
--   author_id
--   language
--   url
--   archived_url
--   accessed
--   rights
--   standpoint
--   derives_from_id
--   speaker_id
--   setting
SELECT "archive_source"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_source"."slug" AS "shown_slug",
       "archive_source"."when" AS "shown_when",
       "archive_source"."earliest" AS "shown_earliest",
       "archive_source"."latest" AS "shown_latest",
       "archive_source"."when_words" AS "shown_when_words",
       "archive_source"."kind" AS "shown_kind",
       "archive_source"."title" AS "shown_title",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_source"."author_id") THEN "archive_source"."author_id"
           ELSE NULL
       END AS "shown_author_id",
       "archive_source"."language" AS "shown_language",
       "archive_source"."url" AS "shown_url",
       "archive_source"."archived_url" AS "shown_archived_url",
       "archive_source"."accessed" AS "shown_accessed",
       "archive_source"."rights" AS "shown_rights",
       "archive_source"."standpoint" AS "shown_standpoint",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_source
                   WHERE keys_of_public_source.id = "archive_source"."derives_from_id") THEN "archive_source"."derives_from_id"
           ELSE NULL
       END AS "shown_derives_from_id",
       "archive_source"."speaker_id" AS "shown_speaker_id",
       "archive_source"."setting" AS "shown_setting"
FROM "archive_source"
INNER JOIN "archive_entry" ON ("archive_source"."entry_id" = "archive_entry"."id")
WHERE ("archive_source"."state" = 'published'
       AND ("archive_source"."embargo_until" IS NULL
            OR ("archive_source"."embargo_until" <= date('now')))
       AND (NOT ("archive_source"."kind" = 'testimony')
            OR EXISTS
              (SELECT 1 AS "a"
               FROM "archive_consent" U0
               WHERE ((U0."until" IS NULL
                       OR (date('now') <= U0."until"))
                      AND U0."scope" = 'text'
                      AND U0."source_id" = ("archive_source"."entry_id")
                      AND U0."withdrawn_on" IS NULL)
               LIMIT 1))
       AND ("archive_source"."speaker_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_source"."speaker_id")));

-- keys_of_public_source
SELECT "archive_source"."entry_id" AS "pk"
FROM "archive_source"
WHERE ("archive_source"."state" = 'published'
       AND ("archive_source"."embargo_until" IS NULL
            OR ("archive_source"."embargo_until" <= date('now')))
       AND (NOT ("archive_source"."kind" = 'testimony')
            OR EXISTS
              (SELECT 1 AS "a"
               FROM "archive_consent" U0
               WHERE ((U0."until" IS NULL
                       OR (date('now') <= U0."until"))
                      AND U0."scope" = 'text'
                      AND U0."source_id" = ("archive_source"."entry_id")
                      AND U0."withdrawn_on" IS NULL)
               LIMIT 1))
       AND ("archive_source"."speaker_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_source"."speaker_id")));

-- public_file
--   id
--   source_id
--   use
--   sha256
--   size
--   media_type
SELECT "archive_file"."id" AS "shown_id",
       "archive_file"."source_id" AS "shown_source_id",
       "archive_file"."use" AS "shown_use",
       "archive_file"."sha256" AS "shown_sha256",
       "archive_file"."size" AS "shown_size",
       "archive_file"."media_type" AS "shown_media_type"
FROM "archive_file"
WHERE ("archive_file"."public"
       AND ("archive_file"."source_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_source
               WHERE keys_of_public_source.id = "archive_file"."source_id")));

-- keys_of_public_file
SELECT "archive_file"."id" AS "pk"
FROM "archive_file"
WHERE ("archive_file"."public"
       AND ("archive_file"."source_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_source
               WHERE keys_of_public_source.id = "archive_file"."source_id")));

-- public_passage
--   id
--   source_id
--   number
--   locator
--   text
--   voice_id
--   withheld
--   fidelity
SELECT "archive_passage"."id" AS "shown_id",
       "archive_passage"."source_id" AS "shown_source_id",
       "archive_passage"."number" AS "shown_number",
       "archive_passage"."locator" AS "shown_locator",
       "archive_passage"."text" AS "shown_text",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_passage"."voice_id") THEN "archive_passage"."voice_id"
           ELSE NULL
       END AS "shown_voice_id",
       "archive_passage"."withheld" AS "shown_withheld",
       "archive_passage"."fidelity" AS "shown_fidelity"
FROM "archive_passage"
WHERE ("archive_passage"."source_id" IS NULL
       OR EXISTS
         (SELECT 1
          FROM keys_of_public_source
          WHERE keys_of_public_source.id = "archive_passage"."source_id"));

-- keys_of_public_passage
SELECT "archive_passage"."id" AS "pk"
FROM "archive_passage"
WHERE ("archive_passage"."source_id" IS NULL
       OR EXISTS
         (SELECT 1
          FROM keys_of_public_source
          WHERE keys_of_public_source.id = "archive_passage"."source_id"));

-- public_incident
--   id
--   ref
--   slug
--   when
--   earliest
--   latest
--   when_words
--   kind
--   part_of_id
--   place_id
SELECT "archive_incident"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_incident"."slug" AS "shown_slug",
       "archive_incident"."when" AS "shown_when",
       "archive_incident"."earliest" AS "shown_earliest",
       "archive_incident"."latest" AS "shown_latest",
       "archive_incident"."when_words" AS "shown_when_words",
       "archive_incident"."kind" AS "shown_kind",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_incident
                   WHERE keys_of_public_incident.id = "archive_incident"."part_of_id") THEN "archive_incident"."part_of_id"
           ELSE NULL
       END AS "shown_part_of_id",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_incident"."place_id") THEN "archive_incident"."place_id"
           ELSE NULL
       END AS "shown_place_id"
FROM "archive_incident"
INNER JOIN "archive_entry" ON ("archive_incident"."entry_id" = "archive_entry"."id")
WHERE ("archive_incident"."state" = 'published'
       AND ("archive_incident"."embargo_until" IS NULL
            OR ("archive_incident"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_incident"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1));

-- keys_of_public_incident
SELECT "archive_incident"."entry_id" AS "pk"
FROM "archive_incident"
WHERE ("archive_incident"."state" = 'published'
       AND ("archive_incident"."embargo_until" IS NULL
            OR ("archive_incident"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_incident"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1));

-- public_trial
--   id
--   ref
--   slug
--   when
--   earliest
--   latest
--   when_words
--   court_id
--   case_number
SELECT "archive_trial"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_trial"."slug" AS "shown_slug",
       "archive_trial"."when" AS "shown_when",
       "archive_trial"."earliest" AS "shown_earliest",
       "archive_trial"."latest" AS "shown_latest",
       "archive_trial"."when_words" AS "shown_when_words",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_trial"."court_id") THEN "archive_trial"."court_id"
           ELSE NULL
       END AS "shown_court_id",
       "archive_trial"."case_number" AS "shown_case_number"
FROM "archive_trial"
INNER JOIN "archive_entry" ON ("archive_trial"."entry_id" = "archive_entry"."id")
WHERE ("archive_trial"."state" = 'published'
       AND ("archive_trial"."embargo_until" IS NULL
            OR ("archive_trial"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_trial"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1));

-- keys_of_public_trial
SELECT "archive_trial"."entry_id" AS "pk"
FROM "archive_trial"
WHERE ("archive_trial"."state" = 'published'
       AND ("archive_trial"."embargo_until" IS NULL
            OR ("archive_trial"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_trial"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1));

-- public_trialincident
--   id
--   trial_id
--   incident_id
SELECT "archive_trial_incidents"."id" AS "shown_id",
       "archive_trial_incidents"."trial_id" AS "shown_trial_id",
       "archive_trial_incidents"."incident_id" AS "shown_incident_id"
FROM "archive_trial_incidents"
WHERE (("archive_trial_incidents"."trial_id" IS NULL
        OR EXISTS
          (SELECT 1
           FROM keys_of_public_trial
           WHERE keys_of_public_trial.id = "archive_trial_incidents"."trial_id"))
       AND ("archive_trial_incidents"."incident_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_incident
               WHERE keys_of_public_incident.id = "archive_trial_incidents"."incident_id")));

-- keys_of_public_trialincident
SELECT "archive_trial_incidents"."id" AS "pk"
FROM "archive_trial_incidents"
WHERE (("archive_trial_incidents"."trial_id" IS NULL
        OR EXISTS
          (SELECT 1
           FROM keys_of_public_trial
           WHERE keys_of_public_trial.id = "archive_trial_incidents"."trial_id"))
       AND ("archive_trial_incidents"."incident_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_incident
               WHERE keys_of_public_incident.id = "archive_trial_incidents"."incident_id")));

-- public_membership
--   id
--   ref
--   asserted_by_id
--   relayed_by_id
--   member_id
--   group_id
--   knowledge
SELECT "archive_membership"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_membership"."asserted_by_id" AS "shown_asserted_by_id",
       "archive_membership"."relayed_by_id" AS "shown_relayed_by_id",
       "archive_membership"."member_id" AS "shown_member_id",
       "archive_membership"."group_id" AS "shown_group_id",
       "archive_membership"."knowledge" AS "shown_knowledge"
FROM "archive_membership"
INNER JOIN "archive_entry" ON ("archive_membership"."entry_id" = "archive_entry"."id")
WHERE ("archive_membership"."state" = 'published'
       AND ("archive_membership"."embargo_until" IS NULL
            OR ("archive_membership"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_membership"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ("archive_membership"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_membership"."asserted_by_id"))
       AND ("archive_membership"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_membership"."relayed_by_id"))
       AND ("archive_membership"."member_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_membership"."member_id"))
       AND ("archive_membership"."group_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_membership"."group_id")));

-- keys_of_public_membership
SELECT "archive_membership"."entry_id" AS "pk"
FROM "archive_membership"
WHERE ("archive_membership"."state" = 'published'
       AND ("archive_membership"."embargo_until" IS NULL
            OR ("archive_membership"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_membership"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ("archive_membership"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_membership"."asserted_by_id"))
       AND ("archive_membership"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_membership"."relayed_by_id"))
       AND ("archive_membership"."member_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_membership"."member_id"))
       AND ("archive_membership"."group_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_membership"."group_id")));

-- public_involvement
--   id
--   ref
--   asserted_by_id
--   relayed_by_id
--   actor_id
--   incident_id
--   trial_id
--   role
--   acts_for_id
SELECT "archive_involvement"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_involvement"."asserted_by_id" AS "shown_asserted_by_id",
       "archive_involvement"."relayed_by_id" AS "shown_relayed_by_id",
       "archive_involvement"."actor_id" AS "shown_actor_id",
       "archive_involvement"."incident_id" AS "shown_incident_id",
       "archive_involvement"."trial_id" AS "shown_trial_id",
       "archive_involvement"."role" AS "shown_role",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_involvement"."acts_for_id") THEN "archive_involvement"."acts_for_id"
           ELSE NULL
       END AS "shown_acts_for_id"
FROM "archive_involvement"
INNER JOIN "archive_entry" ON ("archive_involvement"."entry_id" = "archive_entry"."id")
WHERE ("archive_involvement"."state" = 'published'
       AND ("archive_involvement"."embargo_until" IS NULL
            OR ("archive_involvement"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_involvement"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ("archive_involvement"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_involvement"."asserted_by_id"))
       AND ("archive_involvement"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_involvement"."relayed_by_id"))
       AND ("archive_involvement"."actor_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_involvement"."actor_id"))
       AND ("archive_involvement"."incident_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_incident
               WHERE keys_of_public_incident.id = "archive_involvement"."incident_id"))
       AND ("archive_involvement"."trial_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_trial
               WHERE keys_of_public_trial.id = "archive_involvement"."trial_id")));

-- keys_of_public_involvement
SELECT "archive_involvement"."entry_id" AS "pk"
FROM "archive_involvement"
WHERE ("archive_involvement"."state" = 'published'
       AND ("archive_involvement"."embargo_until" IS NULL
            OR ("archive_involvement"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_involvement"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ("archive_involvement"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_involvement"."asserted_by_id"))
       AND ("archive_involvement"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_involvement"."relayed_by_id"))
       AND ("archive_involvement"."actor_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_involvement"."actor_id"))
       AND ("archive_involvement"."incident_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_incident
               WHERE keys_of_public_incident.id = "archive_involvement"."incident_id"))
       AND ("archive_involvement"."trial_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_trial
               WHERE keys_of_public_trial.id = "archive_involvement"."trial_id")));

-- public_step
--   id
--   ref
--   trial_id
--   party_id
--   kind
--   of_id
SELECT "archive_step"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_step"."trial_id" AS "shown_trial_id",
       "archive_step"."party_id" AS "shown_party_id",
       "archive_step"."kind" AS "shown_kind",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_step"."of_id") THEN "archive_step"."of_id"
           ELSE NULL
       END AS "shown_of_id"
FROM "archive_step"
INNER JOIN "archive_entry" ON ("archive_step"."entry_id" = "archive_entry"."id")
WHERE ("archive_step"."state" = 'published'
       AND ("archive_step"."embargo_until" IS NULL
            OR ("archive_step"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_report" V0
          WHERE (V0."state" = 'published'
                 AND (V0."embargo_until" IS NULL
                      OR (V0."embargo_until" <= date('now')))
                 AND EXISTS
                   (SELECT 1 AS "a"
                    FROM "archive_citation" U0
                    INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
                    WHERE (U0."entry_id" = (V0."entry_id")
                           AND NOT U2."withheld"
                           AND EXISTS
                             (SELECT 1
                              FROM keys_of_public_passage
                              WHERE keys_of_public_passage.id = U0."passage_id"))
                    LIMIT 1)
                 AND (V0."asserted_by_id" IS NULL
                      OR EXISTS
                        (SELECT 1
                         FROM keys_of_public_actor
                         WHERE keys_of_public_actor.id = V0."asserted_by_id"))
                 AND (V0."relayed_by_id" IS NULL
                      OR EXISTS
                        (SELECT 1
                         FROM keys_of_public_actor
                         WHERE keys_of_public_actor.id = V0."relayed_by_id"))
                 AND V0."step_id" = ("archive_step"."entry_id"))
          LIMIT 1)
       AND ("archive_step"."trial_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_trial
               WHERE keys_of_public_trial.id = "archive_step"."trial_id"))
       AND ("archive_step"."party_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_involvement
               WHERE keys_of_public_involvement.id = "archive_step"."party_id")));

-- keys_of_public_step
SELECT "archive_step"."entry_id" AS "pk"
FROM "archive_step"
WHERE ("archive_step"."state" = 'published'
       AND ("archive_step"."embargo_until" IS NULL
            OR ("archive_step"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_report" V0
          WHERE (V0."state" = 'published'
                 AND (V0."embargo_until" IS NULL
                      OR (V0."embargo_until" <= date('now')))
                 AND EXISTS
                   (SELECT 1 AS "a"
                    FROM "archive_citation" U0
                    INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
                    WHERE (U0."entry_id" = (V0."entry_id")
                           AND NOT U2."withheld"
                           AND EXISTS
                             (SELECT 1
                              FROM keys_of_public_passage
                              WHERE keys_of_public_passage.id = U0."passage_id"))
                    LIMIT 1)
                 AND (V0."asserted_by_id" IS NULL
                      OR EXISTS
                        (SELECT 1
                         FROM keys_of_public_actor
                         WHERE keys_of_public_actor.id = V0."asserted_by_id"))
                 AND (V0."relayed_by_id" IS NULL
                      OR EXISTS
                        (SELECT 1
                         FROM keys_of_public_actor
                         WHERE keys_of_public_actor.id = V0."relayed_by_id"))
                 AND V0."step_id" = ("archive_step"."entry_id"))
          LIMIT 1)
       AND ("archive_step"."trial_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_trial
               WHERE keys_of_public_trial.id = "archive_step"."trial_id"))
       AND ("archive_step"."party_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_involvement
               WHERE keys_of_public_involvement.id = "archive_step"."party_id")));

-- public_report
--   id
--   ref
--   asserted_by_id
--   relayed_by_id
--   when
--   earliest
--   latest
--   when_words
--   step_id
--   article_id
--   outcome
--   words
--   conditions
--   people_low
--   people_high
--   months_low
--   months_high
SELECT "archive_report"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_report"."asserted_by_id" AS "shown_asserted_by_id",
       "archive_report"."relayed_by_id" AS "shown_relayed_by_id",
       "archive_report"."when" AS "shown_when",
       "archive_report"."earliest" AS "shown_earliest",
       "archive_report"."latest" AS "shown_latest",
       "archive_report"."when_words" AS "shown_when_words",
       "archive_report"."step_id" AS "shown_step_id",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_lawarticle
                   WHERE keys_of_public_lawarticle.id = "archive_report"."article_id") THEN "archive_report"."article_id"
           ELSE NULL
       END AS "shown_article_id",
       "archive_report"."outcome" AS "shown_outcome",
       "archive_report"."words" AS "shown_words",
       "archive_report"."conditions" AS "shown_conditions",
       "archive_report"."people_low" AS "shown_people_low",
       "archive_report"."people_high" AS "shown_people_high",
       "archive_report"."months_low" AS "shown_months_low",
       "archive_report"."months_high" AS "shown_months_high"
FROM "archive_report"
INNER JOIN "archive_entry" ON ("archive_report"."entry_id" = "archive_entry"."id")
WHERE ("archive_report"."state" = 'published'
       AND ("archive_report"."embargo_until" IS NULL
            OR ("archive_report"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_report"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ("archive_report"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_report"."asserted_by_id"))
       AND ("archive_report"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_report"."relayed_by_id"))
       AND ("archive_report"."step_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_step
               WHERE keys_of_public_step.id = "archive_report"."step_id")));

-- keys_of_public_report
SELECT "archive_report"."entry_id" AS "pk"
FROM "archive_report"
WHERE ("archive_report"."state" = 'published'
       AND ("archive_report"."embargo_until" IS NULL
            OR ("archive_report"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_report"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ("archive_report"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_report"."asserted_by_id"))
       AND ("archive_report"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_report"."relayed_by_id"))
       AND ("archive_report"."step_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_step
               WHERE keys_of_public_step.id = "archive_report"."step_id")));

-- public_exhibit
--   id
--   ref
--   asserted_by_id
--   relayed_by_id
--   trial_id
--   kind
--   used_to_prove
--   against_id
SELECT "archive_exhibit"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_exhibit"."asserted_by_id" AS "shown_asserted_by_id",
       "archive_exhibit"."relayed_by_id" AS "shown_relayed_by_id",
       "archive_exhibit"."trial_id" AS "shown_trial_id",
       "archive_exhibit"."kind" AS "shown_kind",
       "archive_exhibit"."used_to_prove" AS "shown_used_to_prove",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_exhibit"."against_id") THEN "archive_exhibit"."against_id"
           ELSE NULL
       END AS "shown_against_id"
FROM "archive_exhibit"
INNER JOIN "archive_entry" ON ("archive_exhibit"."entry_id" = "archive_entry"."id")
WHERE ("archive_exhibit"."state" = 'published'
       AND ("archive_exhibit"."embargo_until" IS NULL
            OR ("archive_exhibit"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_exhibit"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ("archive_exhibit"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_exhibit"."asserted_by_id"))
       AND ("archive_exhibit"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_exhibit"."relayed_by_id"))
       AND ("archive_exhibit"."trial_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_trial
               WHERE keys_of_public_trial.id = "archive_exhibit"."trial_id")));

-- keys_of_public_exhibit
SELECT "archive_exhibit"."entry_id" AS "pk"
FROM "archive_exhibit"
WHERE ("archive_exhibit"."state" = 'published'
       AND ("archive_exhibit"."embargo_until" IS NULL
            OR ("archive_exhibit"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_exhibit"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ("archive_exhibit"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_exhibit"."asserted_by_id"))
       AND ("archive_exhibit"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_exhibit"."relayed_by_id"))
       AND ("archive_exhibit"."trial_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_trial
               WHERE keys_of_public_trial.id = "archive_exhibit"."trial_id")));

-- public_claim
--   id
--   ref
--   asserted_by_id
--   relayed_by_id
--   when
--   earliest
--   latest
--   when_words
--   subject_id
--   subject_type
--   topic
--   text
--   about_id
--   stance
--   answers_id
--   low
--   high
--   unit
--   number_words
--   as_of
SELECT "archive_claim"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_claim"."asserted_by_id" AS "shown_asserted_by_id",
       "archive_claim"."relayed_by_id" AS "shown_relayed_by_id",
       "archive_claim"."when" AS "shown_when",
       "archive_claim"."earliest" AS "shown_earliest",
       "archive_claim"."latest" AS "shown_latest",
       "archive_claim"."when_words" AS "shown_when_words",
       "archive_claim"."subject_id" AS "shown_subject_id",
       T3."record_type" AS "shown_subject_type",
       "archive_claim"."topic" AS "shown_topic",
       "archive_claim"."text" AS "shown_text",
       "archive_claim"."about_id" AS "shown_about_id",
       "archive_claim"."stance" AS "shown_stance",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_claim
                   WHERE keys_of_public_claim.id = "archive_claim"."answers_id") THEN "archive_claim"."answers_id"
           ELSE NULL
       END AS "shown_answers_id",
       "archive_claim"."low" AS "shown_low",
       "archive_claim"."high" AS "shown_high",
       "archive_claim"."unit" AS "shown_unit",
       "archive_claim"."number_words" AS "shown_number_words",
       "archive_claim"."as_of" AS "shown_as_of"
FROM "archive_claim"
INNER JOIN "archive_entry" ON ("archive_claim"."entry_id" = "archive_entry"."id")
INNER JOIN "archive_entry" T3 ON ("archive_claim"."subject_id" = T3."id")
WHERE ("archive_claim"."state" = 'published'
       AND ("archive_claim"."embargo_until" IS NULL
            OR ("archive_claim"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_claim"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ((T3."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_claim"."subject_id")))
       AND ("archive_claim"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_claim"."asserted_by_id"))
       AND ("archive_claim"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_claim"."relayed_by_id"))
       AND ("archive_claim"."about_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_claim"."about_id"))
       AND ("archive_claim"."answers_id" IS NULL
            OR EXISTS
              (SELECT 1 AS "a"
               FROM "archive_claim" V0
               INNER JOIN "archive_entry" V2 ON (V0."subject_id" = V2."id")
               WHERE (V0."state" = 'published'
                      AND (V0."embargo_until" IS NULL
                           OR (V0."embargo_until" <= date('now')))
                      AND EXISTS
                        (SELECT 1 AS "a"
                         FROM "archive_citation" U0
                         INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
                         WHERE (U0."entry_id" = (V0."entry_id")
                                AND NOT U2."withheld"
                                AND EXISTS
                                  (SELECT 1
                                   FROM keys_of_public_passage
                                   WHERE keys_of_public_passage.id = U0."passage_id"))
                         LIMIT 1)
                      AND ((V2."record_type" = 'incident'
                            AND EXISTS
                              (SELECT 1
                               FROM keys_of_public_incident
                               WHERE keys_of_public_incident.id = V0."subject_id"))
                           OR (V2."record_type" = 'trial'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_trial
                                  WHERE keys_of_public_trial.id = V0."subject_id"))
                           OR (V2."record_type" = 'place'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_place
                                  WHERE keys_of_public_place.id = V0."subject_id"))
                           OR (V2."record_type" = 'actor'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_actor
                                  WHERE keys_of_public_actor.id = V0."subject_id"))
                           OR (V2."record_type" = 'involvement'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_involvement
                                  WHERE keys_of_public_involvement.id = V0."subject_id"))
                           OR (V2."record_type" = 'step'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_step
                                  WHERE keys_of_public_step.id = V0."subject_id"))
                           OR (V2."record_type" = 'exhibit'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_exhibit
                                  WHERE keys_of_public_exhibit.id = V0."subject_id")))
                      AND (V0."asserted_by_id" IS NULL
                           OR EXISTS
                             (SELECT 1
                              FROM keys_of_public_actor
                              WHERE keys_of_public_actor.id = V0."asserted_by_id"))
                      AND (V0."relayed_by_id" IS NULL
                           OR EXISTS
                             (SELECT 1
                              FROM keys_of_public_actor
                              WHERE keys_of_public_actor.id = V0."relayed_by_id"))
                      AND (V0."about_id" IS NULL
                           OR EXISTS
                             (SELECT 1
                              FROM keys_of_public_actor
                              WHERE keys_of_public_actor.id = V0."about_id"))
                      AND V0."entry_id" = ("archive_claim"."answers_id"))
               LIMIT 1)));

-- keys_of_public_claim
SELECT "archive_claim"."entry_id" AS "pk"
FROM "archive_claim"
INNER JOIN "archive_entry" T3 ON ("archive_claim"."subject_id" = T3."id")
WHERE ("archive_claim"."state" = 'published'
       AND ("archive_claim"."embargo_until" IS NULL
            OR ("archive_claim"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_claim"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND ((T3."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_claim"."subject_id"))
            OR (T3."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_claim"."subject_id")))
       AND ("archive_claim"."asserted_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_claim"."asserted_by_id"))
       AND ("archive_claim"."relayed_by_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_claim"."relayed_by_id"))
       AND ("archive_claim"."about_id" IS NULL
            OR EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_claim"."about_id"))
       AND ("archive_claim"."answers_id" IS NULL
            OR EXISTS
              (SELECT 1 AS "a"
               FROM "archive_claim" V0
               INNER JOIN "archive_entry" V2 ON (V0."subject_id" = V2."id")
               WHERE (V0."state" = 'published'
                      AND (V0."embargo_until" IS NULL
                           OR (V0."embargo_until" <= date('now')))
                      AND EXISTS
                        (SELECT 1 AS "a"
                         FROM "archive_citation" U0
                         INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
                         WHERE (U0."entry_id" = (V0."entry_id")
                                AND NOT U2."withheld"
                                AND EXISTS
                                  (SELECT 1
                                   FROM keys_of_public_passage
                                   WHERE keys_of_public_passage.id = U0."passage_id"))
                         LIMIT 1)
                      AND ((V2."record_type" = 'incident'
                            AND EXISTS
                              (SELECT 1
                               FROM keys_of_public_incident
                               WHERE keys_of_public_incident.id = V0."subject_id"))
                           OR (V2."record_type" = 'trial'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_trial
                                  WHERE keys_of_public_trial.id = V0."subject_id"))
                           OR (V2."record_type" = 'place'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_place
                                  WHERE keys_of_public_place.id = V0."subject_id"))
                           OR (V2."record_type" = 'actor'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_actor
                                  WHERE keys_of_public_actor.id = V0."subject_id"))
                           OR (V2."record_type" = 'involvement'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_involvement
                                  WHERE keys_of_public_involvement.id = V0."subject_id"))
                           OR (V2."record_type" = 'step'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_step
                                  WHERE keys_of_public_step.id = V0."subject_id"))
                           OR (V2."record_type" = 'exhibit'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_exhibit
                                  WHERE keys_of_public_exhibit.id = V0."subject_id")))
                      AND (V0."asserted_by_id" IS NULL
                           OR EXISTS
                             (SELECT 1
                              FROM keys_of_public_actor
                              WHERE keys_of_public_actor.id = V0."asserted_by_id"))
                      AND (V0."relayed_by_id" IS NULL
                           OR EXISTS
                             (SELECT 1
                              FROM keys_of_public_actor
                              WHERE keys_of_public_actor.id = V0."relayed_by_id"))
                      AND (V0."about_id" IS NULL
                           OR EXISTS
                             (SELECT 1
                              FROM keys_of_public_actor
                              WHERE keys_of_public_actor.id = V0."about_id"))
                      AND V0."entry_id" = ("archive_claim"."answers_id"))
               LIMIT 1)));

-- public_sentence
--   id
--   ref
--   subject_id
--   subject_type
--   language
--   number
--   text
SELECT "archive_sentence"."entry_id" AS "shown_id",
       "archive_entry"."ref" AS "shown_ref",
       "archive_sentence"."subject_id" AS "shown_subject_id",
       T3."record_type" AS "shown_subject_type",
       "archive_sentence"."language" AS "shown_language",
       "archive_sentence"."number" AS "shown_number",
       "archive_sentence"."text" AS "shown_text"
FROM "archive_sentence"
INNER JOIN "archive_entry" ON ("archive_sentence"."entry_id" = "archive_entry"."id")
INNER JOIN "archive_entry" T3 ON ("archive_sentence"."subject_id" = T3."id")
WHERE ("archive_sentence"."state" = 'published'
       AND ("archive_sentence"."embargo_until" IS NULL
            OR ("archive_sentence"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_sentence"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND NOT EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_sentence"."entry_id")
                 AND NOT (NOT U2."withheld"
                          AND EXISTS
                            (SELECT 1
                             FROM keys_of_public_passage
                             WHERE keys_of_public_passage.id = U0."passage_id")
                          AND U0."basis_digest" = (U2."digest")))
          LIMIT 1)
       AND ((T3."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'archive'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_archive
                   WHERE keys_of_public_archive.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'source'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_source
                   WHERE keys_of_public_source.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'lawarticle'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_lawarticle
                   WHERE keys_of_public_lawarticle.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'term'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_term
                   WHERE keys_of_public_term.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'claim'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_claim
                   WHERE keys_of_public_claim.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'report'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_report
                   WHERE keys_of_public_report.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'membership'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_membership
                   WHERE keys_of_public_membership.id = "archive_sentence"."subject_id"))));

-- keys_of_public_sentence
SELECT "archive_sentence"."entry_id" AS "pk"
FROM "archive_sentence"
INNER JOIN "archive_entry" T3 ON ("archive_sentence"."subject_id" = T3."id")
WHERE ("archive_sentence"."state" = 'published'
       AND ("archive_sentence"."embargo_until" IS NULL
            OR ("archive_sentence"."embargo_until" <= date('now')))
       AND EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_sentence"."entry_id")
                 AND NOT U2."withheld"
                 AND EXISTS
                   (SELECT 1
                    FROM keys_of_public_passage
                    WHERE keys_of_public_passage.id = U0."passage_id"))
          LIMIT 1)
       AND NOT EXISTS
         (SELECT 1 AS "a"
          FROM "archive_citation" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."entry_id" = ("archive_sentence"."entry_id")
                 AND NOT (NOT U2."withheld"
                          AND EXISTS
                            (SELECT 1
                             FROM keys_of_public_passage
                             WHERE keys_of_public_passage.id = U0."passage_id")
                          AND U0."basis_digest" = (U2."digest")))
          LIMIT 1)
       AND ((T3."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'archive'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_archive
                   WHERE keys_of_public_archive.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'source'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_source
                   WHERE keys_of_public_source.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'lawarticle'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_lawarticle
                   WHERE keys_of_public_lawarticle.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'term'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_term
                   WHERE keys_of_public_term.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'claim'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_claim
                   WHERE keys_of_public_claim.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'report'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_report
                   WHERE keys_of_public_report.id = "archive_sentence"."subject_id"))
            OR (T3."record_type" = 'membership'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_membership
                   WHERE keys_of_public_membership.id = "archive_sentence"."subject_id"))));

-- public_text
--   id
--   entry_id
--   entry_type
--   part
--   text
--   language
--   kind
--   used_by_id
--   status
SELECT "archive_text"."id" AS "shown_id",
       "archive_text"."entry_id" AS "shown_entry_id",
       "archive_entry"."record_type" AS "shown_entry_type",
       "archive_text"."part" AS "shown_part",
       "archive_text"."text" AS "shown_text",
       "archive_text"."language" AS "shown_language",
       "archive_text"."kind" AS "shown_kind",
       CASE
           WHEN EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_text"."used_by_id") THEN "archive_text"."used_by_id"
           ELSE NULL
       END AS "shown_used_by_id",
       "archive_text"."status" AS "shown_status"
FROM "archive_text"
INNER JOIN "archive_entry" ON ("archive_text"."entry_id" = "archive_entry"."id")
WHERE ((("archive_entry"."record_type" = 'incident'
         AND EXISTS
           (SELECT 1
            FROM keys_of_public_incident
            WHERE keys_of_public_incident.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'trial'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_trial
               WHERE keys_of_public_trial.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'place'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_place
               WHERE keys_of_public_place.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'actor'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'involvement'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_involvement
               WHERE keys_of_public_involvement.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'step'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_step
               WHERE keys_of_public_step.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'exhibit'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_exhibit
               WHERE keys_of_public_exhibit.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'archive'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_archive
               WHERE keys_of_public_archive.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'source'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_source
               WHERE keys_of_public_source.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'lawarticle'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_lawarticle
               WHERE keys_of_public_lawarticle.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'term'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_term
               WHERE keys_of_public_term.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'claim'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_claim
               WHERE keys_of_public_claim.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'report'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_report
               WHERE keys_of_public_report.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'membership'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_membership
               WHERE keys_of_public_membership.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'sentence'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_sentence
               WHERE keys_of_public_sentence.id = "archive_text"."entry_id")))
       AND NOT (EXISTS
                  (SELECT 1 AS "a"
                   FROM "archive_actor" U0
                   WHERE (U0."naming" = 'pseudonym'
                          AND U0."entry_id" = ("archive_text"."entry_id"))
                   LIMIT 1)
                AND "archive_text"."part" IN ('name',
                                              'title')));

-- keys_of_public_text
SELECT "archive_text"."id" AS "pk"
FROM "archive_text"
INNER JOIN "archive_entry" ON ("archive_text"."entry_id" = "archive_entry"."id")
WHERE ((("archive_entry"."record_type" = 'incident'
         AND EXISTS
           (SELECT 1
            FROM keys_of_public_incident
            WHERE keys_of_public_incident.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'trial'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_trial
               WHERE keys_of_public_trial.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'place'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_place
               WHERE keys_of_public_place.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'actor'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_actor
               WHERE keys_of_public_actor.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'involvement'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_involvement
               WHERE keys_of_public_involvement.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'step'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_step
               WHERE keys_of_public_step.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'exhibit'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_exhibit
               WHERE keys_of_public_exhibit.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'archive'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_archive
               WHERE keys_of_public_archive.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'source'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_source
               WHERE keys_of_public_source.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'lawarticle'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_lawarticle
               WHERE keys_of_public_lawarticle.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'term'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_term
               WHERE keys_of_public_term.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'claim'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_claim
               WHERE keys_of_public_claim.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'report'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_report
               WHERE keys_of_public_report.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'membership'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_membership
               WHERE keys_of_public_membership.id = "archive_text"."entry_id"))
        OR ("archive_entry"."record_type" = 'sentence'
            AND EXISTS
              (SELECT 1
               FROM keys_of_public_sentence
               WHERE keys_of_public_sentence.id = "archive_text"."entry_id")))
       AND NOT (EXISTS
                  (SELECT 1 AS "a"
                   FROM "archive_actor" U0
                   WHERE (U0."naming" = 'pseudonym'
                          AND U0."entry_id" = ("archive_text"."entry_id"))
                   LIMIT 1)
                AND "archive_text"."part" IN ('name',
                                              'title')));

-- public_citation
--   id
--   entry_id
--   entry_type
--   passage_id
--   quotation
--   evaluative
SELECT "archive_citation"."id" AS "shown_id",
       "archive_citation"."entry_id" AS "shown_entry_id",
       "archive_entry"."record_type" AS "shown_entry_type",
       "archive_citation"."passage_id" AS "shown_passage_id",
       "archive_citation"."quotation" AS "shown_quotation",
       "archive_citation"."evaluative" AS "shown_evaluative"
FROM "archive_citation"
INNER JOIN "archive_passage" ON ("archive_citation"."passage_id" = "archive_passage"."id")
INNER JOIN "archive_entry" ON ("archive_citation"."entry_id" = "archive_entry"."id")
WHERE (NOT "archive_passage"."withheld"
       AND EXISTS
         (SELECT 1
          FROM keys_of_public_passage
          WHERE keys_of_public_passage.id = "archive_citation"."passage_id")
       AND (("archive_entry"."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'archive'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_archive
                   WHERE keys_of_public_archive.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'source'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_source
                   WHERE keys_of_public_source.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'lawarticle'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_lawarticle
                   WHERE keys_of_public_lawarticle.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'term'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_term
                   WHERE keys_of_public_term.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'claim'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_claim
                   WHERE keys_of_public_claim.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'report'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_report
                   WHERE keys_of_public_report.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'membership'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_membership
                   WHERE keys_of_public_membership.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'sentence'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_sentence
                   WHERE keys_of_public_sentence.id = "archive_citation"."entry_id"))));

-- keys_of_public_citation
SELECT "archive_citation"."id" AS "pk"
FROM "archive_citation"
INNER JOIN "archive_passage" ON ("archive_citation"."passage_id" = "archive_passage"."id")
INNER JOIN "archive_entry" ON ("archive_citation"."entry_id" = "archive_entry"."id")
WHERE (NOT "archive_passage"."withheld"
       AND EXISTS
         (SELECT 1
          FROM keys_of_public_passage
          WHERE keys_of_public_passage.id = "archive_citation"."passage_id")
       AND (("archive_entry"."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'archive'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_archive
                   WHERE keys_of_public_archive.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'source'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_source
                   WHERE keys_of_public_source.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'lawarticle'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_lawarticle
                   WHERE keys_of_public_lawarticle.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'term'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_term
                   WHERE keys_of_public_term.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'claim'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_claim
                   WHERE keys_of_public_claim.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'report'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_report
                   WHERE keys_of_public_report.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'membership'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_membership
                   WHERE keys_of_public_membership.id = "archive_citation"."entry_id"))
            OR ("archive_entry"."record_type" = 'sentence'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_sentence
                   WHERE keys_of_public_sentence.id = "archive_citation"."entry_id"))));

-- public_redirect
--   id
--   entry_id
--   entry_type
--   path
SELECT "archive_redirect"."id" AS "shown_id",
       "archive_redirect"."entry_id" AS "shown_entry_id",
       "archive_entry"."record_type" AS "shown_entry_type",
       "archive_redirect"."path" AS "shown_path"
FROM "archive_redirect"
INNER JOIN "archive_entry" ON ("archive_redirect"."entry_id" = "archive_entry"."id")
WHERE (("archive_entry"."record_type" = 'incident'
        AND EXISTS
          (SELECT 1
           FROM keys_of_public_incident
           WHERE keys_of_public_incident.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'trial'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_trial
              WHERE keys_of_public_trial.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'place'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_place
              WHERE keys_of_public_place.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'actor'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_actor
              WHERE keys_of_public_actor.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'involvement'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_involvement
              WHERE keys_of_public_involvement.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'step'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_step
              WHERE keys_of_public_step.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'exhibit'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_exhibit
              WHERE keys_of_public_exhibit.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'archive'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_archive
              WHERE keys_of_public_archive.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'source'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_source
              WHERE keys_of_public_source.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'lawarticle'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_lawarticle
              WHERE keys_of_public_lawarticle.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'term'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_term
              WHERE keys_of_public_term.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'claim'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_claim
              WHERE keys_of_public_claim.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'report'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_report
              WHERE keys_of_public_report.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'membership'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_membership
              WHERE keys_of_public_membership.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'sentence'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_sentence
              WHERE keys_of_public_sentence.id = "archive_redirect"."entry_id")));

-- keys_of_public_redirect
SELECT "archive_redirect"."id" AS "pk"
FROM "archive_redirect"
INNER JOIN "archive_entry" ON ("archive_redirect"."entry_id" = "archive_entry"."id")
WHERE (("archive_entry"."record_type" = 'incident'
        AND EXISTS
          (SELECT 1
           FROM keys_of_public_incident
           WHERE keys_of_public_incident.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'trial'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_trial
              WHERE keys_of_public_trial.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'place'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_place
              WHERE keys_of_public_place.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'actor'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_actor
              WHERE keys_of_public_actor.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'involvement'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_involvement
              WHERE keys_of_public_involvement.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'step'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_step
              WHERE keys_of_public_step.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'exhibit'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_exhibit
              WHERE keys_of_public_exhibit.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'archive'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_archive
              WHERE keys_of_public_archive.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'source'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_source
              WHERE keys_of_public_source.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'lawarticle'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_lawarticle
              WHERE keys_of_public_lawarticle.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'term'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_term
              WHERE keys_of_public_term.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'claim'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_claim
              WHERE keys_of_public_claim.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'report'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_report
              WHERE keys_of_public_report.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'membership'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_membership
              WHERE keys_of_public_membership.id = "archive_redirect"."entry_id"))
       OR ("archive_entry"."record_type" = 'sentence'
           AND EXISTS
             (SELECT 1
              FROM keys_of_public_sentence
              WHERE keys_of_public_sentence.id = "archive_redirect"."entry_id")));

-- public_tombstone
--   id
--   path
--   reason
--   made_on
SELECT "archive_tombstone"."id" AS "shown_id",
       "archive_tombstone"."path" AS "shown_path",
       "archive_tombstone"."reason" AS "shown_reason",
       "archive_tombstone"."made_on" AS "shown_made_on"
FROM "archive_tombstone";

-- keys_of_public_tombstone
SELECT "archive_tombstone"."id" AS "pk"
FROM "archive_tombstone";

-- public_change
--   id
--   entry_id
--   entry_type
--   made_on
SELECT "archive_publicversion"."id" AS "shown_id",
       "archive_publicversion"."entry_id" AS "shown_entry_id",
       "archive_entry"."record_type" AS "shown_entry_type",
       "archive_publicversion"."made_on" AS "shown_made_on"
FROM "archive_publicversion"
INNER JOIN "archive_entry" ON ("archive_publicversion"."entry_id" = "archive_entry"."id")
WHERE (NOT ("archive_publicversion"."content_hash" = '')
       AND (("archive_entry"."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'archive'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_archive
                   WHERE keys_of_public_archive.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'source'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_source
                   WHERE keys_of_public_source.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'lawarticle'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_lawarticle
                   WHERE keys_of_public_lawarticle.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'term'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_term
                   WHERE keys_of_public_term.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'claim'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_claim
                   WHERE keys_of_public_claim.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'report'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_report
                   WHERE keys_of_public_report.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'membership'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_membership
                   WHERE keys_of_public_membership.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'sentence'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_sentence
                   WHERE keys_of_public_sentence.id = "archive_publicversion"."entry_id"))));

-- keys_of_public_change
SELECT "archive_publicversion"."id" AS "pk"
FROM "archive_publicversion"
INNER JOIN "archive_entry" ON ("archive_publicversion"."entry_id" = "archive_entry"."id")
WHERE (NOT ("archive_publicversion"."content_hash" = '')
       AND (("archive_entry"."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'archive'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_archive
                   WHERE keys_of_public_archive.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'source'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_source
                   WHERE keys_of_public_source.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'lawarticle'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_lawarticle
                   WHERE keys_of_public_lawarticle.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'term'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_term
                   WHERE keys_of_public_term.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'claim'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_claim
                   WHERE keys_of_public_claim.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'report'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_report
                   WHERE keys_of_public_report.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'membership'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_membership
                   WHERE keys_of_public_membership.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'sentence'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_sentence
                   WHERE keys_of_public_sentence.id = "archive_publicversion"."entry_id"))));

-- public_version
--   id
--   entry_id
--   entry_type
--   number
--   made_on
--   content
--   content_hash
--   redacted_on
SELECT "archive_publicversion"."id" AS "shown_id",
       "archive_publicversion"."entry_id" AS "shown_entry_id",
       "archive_entry"."record_type" AS "shown_entry_type",
       "archive_publicversion"."number" AS "shown_number",
       "archive_publicversion"."made_on" AS "shown_made_on",
       "archive_publicversion"."content" AS "shown_content",
       "archive_publicversion"."content_hash" AS "shown_content_hash",
       "archive_publicversion"."redacted_on" AS "shown_redacted_on"
FROM "archive_publicversion"
INNER JOIN "archive_entry" ON ("archive_publicversion"."entry_id" = "archive_entry"."id")
WHERE (NOT ("archive_publicversion"."content_hash" = '')
       AND (("archive_entry"."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'archive'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_archive
                   WHERE keys_of_public_archive.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'source'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_source
                   WHERE keys_of_public_source.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'lawarticle'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_lawarticle
                   WHERE keys_of_public_lawarticle.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'term'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_term
                   WHERE keys_of_public_term.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'claim'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_claim
                   WHERE keys_of_public_claim.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'report'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_report
                   WHERE keys_of_public_report.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'membership'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_membership
                   WHERE keys_of_public_membership.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'sentence'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_sentence
                   WHERE keys_of_public_sentence.id = "archive_publicversion"."entry_id")))
       AND NOT EXISTS
         (SELECT 1 AS "a"
          FROM "archive_mention" U0
          WHERE (U0."version_id" = ("archive_publicversion"."id")
                 AND U0."entry_id" IS NULL
                 AND U0."passage_id" IS NULL)
          LIMIT 1)
       AND NOT EXISTS
         (SELECT 1 AS "a"
          FROM "archive_mention" U0
          INNER JOIN "archive_entry" U2 ON (U0."entry_id" = U2."id")
          WHERE (U0."version_id" = ("archive_publicversion"."id")
                 AND U0."entry_id" IS NOT NULL
                 AND NOT (((U2."record_type" = 'incident'
                            AND EXISTS
                              (SELECT 1
                               FROM keys_of_public_incident
                               WHERE keys_of_public_incident.id = U0."entry_id"))
                           OR (U2."record_type" = 'trial'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_trial
                                  WHERE keys_of_public_trial.id = U0."entry_id"))
                           OR (U2."record_type" = 'place'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_place
                                  WHERE keys_of_public_place.id = U0."entry_id"))
                           OR (U2."record_type" = 'actor'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_actor
                                  WHERE keys_of_public_actor.id = U0."entry_id"))
                           OR (U2."record_type" = 'involvement'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_involvement
                                  WHERE keys_of_public_involvement.id = U0."entry_id"))
                           OR (U2."record_type" = 'step'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_step
                                  WHERE keys_of_public_step.id = U0."entry_id"))
                           OR (U2."record_type" = 'exhibit'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_exhibit
                                  WHERE keys_of_public_exhibit.id = U0."entry_id"))
                           OR (U2."record_type" = 'archive'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_archive
                                  WHERE keys_of_public_archive.id = U0."entry_id"))
                           OR (U2."record_type" = 'source'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_source
                                  WHERE keys_of_public_source.id = U0."entry_id"))
                           OR (U2."record_type" = 'lawarticle'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_lawarticle
                                  WHERE keys_of_public_lawarticle.id = U0."entry_id"))
                           OR (U2."record_type" = 'term'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_term
                                  WHERE keys_of_public_term.id = U0."entry_id"))
                           OR (U2."record_type" = 'claim'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_claim
                                  WHERE keys_of_public_claim.id = U0."entry_id"))
                           OR (U2."record_type" = 'report'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_report
                                  WHERE keys_of_public_report.id = U0."entry_id"))
                           OR (U2."record_type" = 'membership'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_membership
                                  WHERE keys_of_public_membership.id = U0."entry_id"))
                           OR (U2."record_type" = 'sentence'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_sentence
                                  WHERE keys_of_public_sentence.id = U0."entry_id")))))
          LIMIT 1)
       AND NOT EXISTS
         (SELECT 1 AS "a"
          FROM "archive_mention" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."version_id" = ("archive_publicversion"."id")
                 AND U0."passage_id" IS NOT NULL
                 AND NOT (NOT U2."withheld"
                          AND EXISTS
                            (SELECT 1
                             FROM keys_of_public_passage
                             WHERE keys_of_public_passage.id = U0."passage_id")))
          LIMIT 1));

-- keys_of_public_version
SELECT "archive_publicversion"."id" AS "pk"
FROM "archive_publicversion"
INNER JOIN "archive_entry" ON ("archive_publicversion"."entry_id" = "archive_entry"."id")
WHERE (NOT ("archive_publicversion"."content_hash" = '')
       AND (("archive_entry"."record_type" = 'incident'
             AND EXISTS
               (SELECT 1
                FROM keys_of_public_incident
                WHERE keys_of_public_incident.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'trial'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_trial
                   WHERE keys_of_public_trial.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'place'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_place
                   WHERE keys_of_public_place.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'actor'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_actor
                   WHERE keys_of_public_actor.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'involvement'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_involvement
                   WHERE keys_of_public_involvement.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'step'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_step
                   WHERE keys_of_public_step.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'exhibit'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_exhibit
                   WHERE keys_of_public_exhibit.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'archive'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_archive
                   WHERE keys_of_public_archive.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'source'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_source
                   WHERE keys_of_public_source.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'lawarticle'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_lawarticle
                   WHERE keys_of_public_lawarticle.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'term'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_term
                   WHERE keys_of_public_term.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'claim'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_claim
                   WHERE keys_of_public_claim.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'report'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_report
                   WHERE keys_of_public_report.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'membership'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_membership
                   WHERE keys_of_public_membership.id = "archive_publicversion"."entry_id"))
            OR ("archive_entry"."record_type" = 'sentence'
                AND EXISTS
                  (SELECT 1
                   FROM keys_of_public_sentence
                   WHERE keys_of_public_sentence.id = "archive_publicversion"."entry_id")))
       AND NOT EXISTS
         (SELECT 1 AS "a"
          FROM "archive_mention" U0
          WHERE (U0."version_id" = ("archive_publicversion"."id")
                 AND U0."entry_id" IS NULL
                 AND U0."passage_id" IS NULL)
          LIMIT 1)
       AND NOT EXISTS
         (SELECT 1 AS "a"
          FROM "archive_mention" U0
          INNER JOIN "archive_entry" U2 ON (U0."entry_id" = U2."id")
          WHERE (U0."version_id" = ("archive_publicversion"."id")
                 AND U0."entry_id" IS NOT NULL
                 AND NOT (((U2."record_type" = 'incident'
                            AND EXISTS
                              (SELECT 1
                               FROM keys_of_public_incident
                               WHERE keys_of_public_incident.id = U0."entry_id"))
                           OR (U2."record_type" = 'trial'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_trial
                                  WHERE keys_of_public_trial.id = U0."entry_id"))
                           OR (U2."record_type" = 'place'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_place
                                  WHERE keys_of_public_place.id = U0."entry_id"))
                           OR (U2."record_type" = 'actor'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_actor
                                  WHERE keys_of_public_actor.id = U0."entry_id"))
                           OR (U2."record_type" = 'involvement'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_involvement
                                  WHERE keys_of_public_involvement.id = U0."entry_id"))
                           OR (U2."record_type" = 'step'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_step
                                  WHERE keys_of_public_step.id = U0."entry_id"))
                           OR (U2."record_type" = 'exhibit'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_exhibit
                                  WHERE keys_of_public_exhibit.id = U0."entry_id"))
                           OR (U2."record_type" = 'archive'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_archive
                                  WHERE keys_of_public_archive.id = U0."entry_id"))
                           OR (U2."record_type" = 'source'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_source
                                  WHERE keys_of_public_source.id = U0."entry_id"))
                           OR (U2."record_type" = 'lawarticle'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_lawarticle
                                  WHERE keys_of_public_lawarticle.id = U0."entry_id"))
                           OR (U2."record_type" = 'term'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_term
                                  WHERE keys_of_public_term.id = U0."entry_id"))
                           OR (U2."record_type" = 'claim'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_claim
                                  WHERE keys_of_public_claim.id = U0."entry_id"))
                           OR (U2."record_type" = 'report'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_report
                                  WHERE keys_of_public_report.id = U0."entry_id"))
                           OR (U2."record_type" = 'membership'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_membership
                                  WHERE keys_of_public_membership.id = U0."entry_id"))
                           OR (U2."record_type" = 'sentence'
                               AND EXISTS
                                 (SELECT 1
                                  FROM keys_of_public_sentence
                                  WHERE keys_of_public_sentence.id = U0."entry_id")))))
          LIMIT 1)
       AND NOT EXISTS
         (SELECT 1 AS "a"
          FROM "archive_mention" U0
          INNER JOIN "archive_passage" U2 ON (U0."passage_id" = U2."id")
          WHERE (U0."version_id" = ("archive_publicversion"."id")
                 AND U0."passage_id" IS NOT NULL
                 AND NOT (NOT U2."withheld"
                          AND EXISTS
                            (SELECT 1
                             FROM keys_of_public_passage
                             WHERE keys_of_public_passage.id = U0."passage_id")))
          LIMIT 1));

-- public_stamp
--   id
--   value
--   hanging
SELECT "archive_stamp"."id" AS "shown_id",
       "archive_stamp"."value" AS "shown_value",
       EXISTS
  (SELECT 1 AS "a"
   FROM "archive_claim" U0
   WHERE (EXISTS
            (SELECT 1
             FROM keys_of_public_claim
             WHERE keys_of_public_claim.id = U0."entry_id")
          AND U0."answers_id" IS NOT NULL
          AND NOT (EXISTS
                     (SELECT 1
                      FROM keys_of_public_claim
                      WHERE keys_of_public_claim.id = U0."answers_id")))
   LIMIT 1) AS "shown_hanging"
FROM "archive_stamp";

-- keys_of_public_stamp
SELECT "archive_stamp"."id" AS "pk"
FROM "archive_stamp";

-- public_touch
--   id
--   entry_id
--   entry_type
SELECT "archive_touch"."id" AS "shown_id",
       "archive_touch"."entry" AS "shown_entry_id",

  (SELECT U0."record_type" AS "record_type"
   FROM "archive_entry" U0
   WHERE U0."id" = ("archive_touch"."entry")) AS "shown_entry_type"
FROM "archive_touch";

-- keys_of_public_touch
SELECT "archive_touch"."id" AS "pk"
FROM "archive_touch";
