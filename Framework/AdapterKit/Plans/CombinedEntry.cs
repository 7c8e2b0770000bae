namespace AdapterKit;

/// <summary>Several parts in one place of a stack, whose results are combined.</summary>
/// <param name="Parts">The parts; each a stack of its own.</param>
/// <param name="Combination">How their results become one.</param>
/// <param name="Drop">The sites at which the setup drops all of them.</param>
internal sealed record CombinedEntry(IReadOnlyList<TaskStack> Parts, Combination Combination, DropSet Drop) : StackEntry(Drop)
{
    // Whether steps follow the norm.
    private static readonly bool[] BeforeAndAfter = [false, true];

    public override IReadOnlyList<IPlannedTask> Tasks => [.. Parts.SelectMany(part => part.Tasks)];

    public override bool CountsTokens => Combination is TokenSplit || Parts.Any(part => part.CountsTokens);

    /// <summary>Creates the entry.</summary>
    /// <param name="setup">The setup that it comes from, for messages.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="combination">How their results become one.</param>
    /// <param name="encoder">The layers of the backbone.</param>
    /// <exception cref="ArgumentException">A task does something else than to change hidden states at sites and products.</exception>
    public static CombinedEntry Create(Setup setup, IReadOnlyList<TaskStack> parts, Combination combination, AdaptedStack encoder)
    {
        var entry = new CombinedEntry(parts, combination, DropSet.None);
        foreach (var task in entry.Tasks)
        {
            if (encoder.Sites.Any(site => (task.NormAt(site) ?? task.OutputNormAt(site)) is not null))
            {
                throw new ArgumentException(
                    $"{setup}: task '{task.Id}' has norms of its own, but what is combined has one norm. Train it with "
                    + "TuneNorms = false.");
            }

            if (encoder.MemorySites.Any(site => task.AdapterAt(site) is not null)
                || encoder.EntrySites.Any(site => task.AdapterAt(site) is not null))
            {
                throw new ArgumentException(
                    $"{setup}: task '{task.Id}' acts on keys and values or on embedded tokens. Only adapters on the residual path and at "
                    + "products can be combined; stack such a task below.");
            }
        }

        return entry;
    }

    public override IEnumerable<SiteStep> CreateSteps(Site site, PlanPurpose purpose, IFusionProbe? probe)
    {
        List<IReadOnlyList<SiteStep>> all = [.. Parts.Select(part => part.CreateSteps(site, purpose, probe))];
        return
            from follows in BeforeAndAfter
            let steps = all.Select(IReadOnlyList<SiteStep> (part) => [.. part.Where(step => step.FollowsNorm == follows)]).ToList()
            where steps.Any(part => part.Count > 0)
            select new CombinedStep(steps, follows, Combination);
    }

    public override ProjectionChange? CreateChange(Linear linear, IReadOnlyList<ProjectionSite> parts)
    {
        List<ProjectionChange?> changes = [.. Parts.Select(part => part.CreateChange(linear, parts))];
        return changes.TrueForAll(change => change is null) ? null : new CombinedProjection(changes, Combination);
    }
}
