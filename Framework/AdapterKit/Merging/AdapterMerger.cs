namespace AdapterKit;

/// <summary>Merges the adapters of several tasks into those of one, which costs what one of them costs.</summary>
public static class AdapterMerger
{
    /// <summary>Merges tasks.</summary>
    /// <param name="tasks">
    /// At least one task, all of them on one backbone; borrowed. The head of the result is that of the first one, except under
    /// <see cref="MergeMethod.Average"/>, which averages heads, too.
    /// </param>
    /// <param name="options">The method; <see cref="MergeMethod.Linear"/> by default.</param>
    /// <param name="declaration">
    /// What the merged task is: of the kind of the first task and with its labels; its own declaration if <see langword="null"/>.
    /// </param>
    /// <returns>
    /// A task in evaluation mode, owned by the caller. Apart from an average it has <see cref="LoraAdapter"/> with a scaling of 1 at every
    /// product at which one of the tasks has an adapter; a task without one there adds nothing.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The tasks are on different backbones or fuse others; an adapter is of a variant, or ranks differ in a way, that the method cannot
    /// merge; or the declared task has another kind, other labels or another variant.
    /// </exception>
    public static TaskAdapter Merge(
        IReadOnlyList<WeightedTask> tasks, MergeOptions? options = null, TaskDeclaration? declaration = null)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        options ??= new MergeOptions();
        RequireMergeable(tasks);
        var first = tasks[0].Task;
        if (declaration is not null)
            RequireSameTask(declaration, first);

        using var frozen = no_grad();
        return options.Method == MergeMethod.Average ? Average(tasks, declaration) : MergeChanges(tasks, options, declaration);
    }

    private static TaskAdapter Average(IReadOnlyList<WeightedTask> tasks, TaskDeclaration? declaration)
    {
        ParameterAverage.Require(tasks);
        var first = tasks[0].Task;
        var merged = Create(declaration, first, first.Config);
        ParameterAverage.Write(tasks, merged);
        return merged;
    }

    private static TaskAdapter MergeChanges(
        IReadOnlyList<WeightedTask> tasks, MergeOptions options, TaskDeclaration? declaration)
    {
        RequireProductsAlone(tasks);
        using var scope = NewDisposeScope();
        using var merge = new LowRankMerge(options);
        var first = tasks[0].Task;
        var encoder = first.Backbone.Encoder;
        var factors = new Dictionary<ProjectionSite, (Tensor A, Tensor B)>();
        foreach (var site in encoder.ProjectionSites)
        {
            List<LowRankChange> changes = [.. tasks.Select(task => LowRankChange.Find(task, site)).OfType<LowRankChange>()];
            if (changes.Count > 0)
                factors.Add(site, merge.Merge(changes, site));
        }

        var config = MergedConfig.Create(
            factors.Select(entry => KeyValuePair.Create(entry.Key, (int)entry.Value.A.size(0))), first.Config, encoder.Layers.Count);
        var merged = Create(declaration, first, config);
        foreach (var (site, (a, b)) in factors)
        {
            var adapter = (IBottleneck)merged.AdapterAt(site)!;
            adapter.Down.weight.copy_(a);
            adapter.Up.weight.copy_(b);
        }

        CopyHead(first, merged);
        return merged;
    }

    // Whatever a task has besides its adapters, such as a head of its own form.
    private static void CopyHead(TaskAdapter from, TaskAdapter to)
    {
        var weights = from.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        foreach (var (name, weight) in to.named_parameters().Where(entry => !entry.name.StartsWith("layers.", StringComparison.Ordinal)))
            weight.copy_(weights[name]);
    }

    private static void RequireMergeable(IReadOnlyList<WeightedTask> tasks)
    {
        if (tasks.Count == 0)
            throw new ArgumentException("There is no task to merge.", nameof(tasks));

        foreach (var (task, weight) in tasks)
        {
            ArgumentNullException.ThrowIfNull(task);
            if (task.Backbone != tasks[0].Task.Backbone)
                throw new ArgumentException($"Task '{task.Id}' is on another backbone than '{tasks[0].Task.Id}'.", nameof(tasks));
            if (task.Config.Fusion is not null)
                throw new ArgumentException($"Task '{task.Id}' fuses others and has no adapters to merge.", nameof(tasks));
            if (!double.IsFinite(weight))
                throw new ArgumentException($"The weight of task '{task.Id}' is {weight}, but must be a number.", nameof(tasks));
        }
    }

    private static void RequireProductsAlone(IReadOnlyList<WeightedTask> tasks)
    {
        foreach (var (task, _) in tasks)
        {
            if (task.Backbone.Encoder.Places.FirstOrDefault(
                place => place.Kind != PlaceKind.Projection && task.Config.FindSet(place) is not null) is { } other)
            {
                throw new ArgumentException(
                    $"Task '{task.Id}' has an adapter at {other}, which is no product of a sub-layer. Merge such tasks with "
                    + $"{nameof(MergeMethod)}.{nameof(MergeMethod.Average)}.");
            }
        }

        if (tasks.All(task => task.Task.Backbone.Encoder.ProjectionSites.All(site => task.Task.AdapterAt(site) is null)))
            throw new ArgumentException("None of the tasks has an adapter to merge.");
    }

    private static void RequireSameTask(TaskDeclaration declared, TaskAdapter first)
    {
        if (declared.Kind != first.Declaration.Kind)
        {
            throw new ArgumentException(
                $"Task '{first.Id}', whose head the result has, is of the kind '{first.Declaration.Kind.Id}', but "
                + $"'{declared.Id}' is of the kind '{declared.Kind.Id}'.");
        }

        if (!declared.Labels.SequenceEqual(first.Declaration.Labels))
        {
            throw new ArgumentException(
                $"Task '{first.Id}', whose head the result has, has the labels {string.Join(", ", first.Declaration.Labels)}, but "
                + $"'{declared.Id}' has {string.Join(", ", declared.Labels)}.");
        }
    }

    private static TaskAdapter Create(TaskDeclaration? declaration, TaskAdapter first, AdapterConfig config)
    {
        if (declaration is null)
            return first.Declaration.Create(first.Backbone, config);

        // The bundle of a declared task is loaded with the variants of the declaration.
        List<string> known = [.. declaration.Config.Sets.Select(set => set.Variant.Id)];
        return config.Sets.FirstOrDefault(set => !known.Contains(set.Variant.Id)) is not { } other
            ? declaration.Create(first.Backbone, config)
            : throw new ArgumentException(
                $"The merged adapters are of variant '{other.Variant.Id}', but task '{declaration.Id}' is declared with "
                + $"{string.Join(", ", known.Select(id => $"'{id}'"))}.");
    }
}
