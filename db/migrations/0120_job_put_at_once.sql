-- Adding a job by graphile_worker.add_jobs is five statements, planned anew each time, and a NOTIFY, which makes all commits wait for
-- one another. Most jobs are new ones of a known kind: those are one row. Whatever else there is (a queue, a key that stands already, a
-- kind that no worker has told of yet) goes the long way. Nobody is told here: who adds a job that is due tells the workers after the commit.
create function put_job(
  task text, payload json, queue text, run_at timestamp with time zone, attempts_max smallint, job_key text, job_priority smallint
) returns void language plpgsql as $$
begin
  if queue is null then
    insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts, key, priority)
    select id, put_job.payload, coalesce(put_job.run_at, now()), attempts_max, job_key, job_priority
      from graphile_worker._private_tasks where identifier = task
    on conflict (key) do nothing;
    if found then
      return;
    end if;
  end if;
  perform graphile_worker.add_jobs(
    array[(task, put_job.payload, queue, put_job.run_at, attempts_max, job_key, job_priority, null)::graphile_worker.job_spec]
  );
end $$;
