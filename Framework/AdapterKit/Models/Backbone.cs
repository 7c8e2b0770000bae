namespace AdapterKit;

/// <summary>A frozen pretrained Transformer, known by name and content hash.</summary>
/// <remarks>
/// Nothing is ever installed into a backbone: adapters reach it with the plan of each call. One backbone may serve
/// many tasks and threads at once.
/// </remarks>
public abstract class Backbone : nn.Module
{
    private AdapterPlan? bare;

    /// <summary>A backbone under a module name.</summary>
    /// <param name="name">The module's name, for debugging.</param>
    protected Backbone(string name)
        : base(name)
    {
    }

    /// <summary>The name that tasks are declared for.</summary>
    public abstract string Id { get; }

    /// <summary><c>sha256:…</c> of the pretrained weights: an adapter fits these weights and no others.</summary>
    public abstract string Hash { get; }

    /// <summary>The width of the hidden states that leave the last layer, and of <see cref="Pool"/>.</summary>
    public abstract int Width { get; }

    /// <summary>The tokenizer that the weights were trained with.</summary>
    public abstract ITokenizer Tokenizer { get; }

    /// <summary>The layers with their sites.</summary>
    public abstract AdaptedStack Encoder { get; }

    /// <summary>The plan of the bare backbone.</summary>
    public AdapterPlan BarePlan => bare ??= AdapterPlan.Compile(Encoder.Sites, []);

    /// <summary>The lowest layers as a backbone of their own, such as for a head that answers early.</summary>
    /// <remarks>
    /// It borrows the layers, and is to be used no longer than they are; their weights are not among its own. A task fits it
    /// through <see cref="TaskDeclaration.On"/>.
    /// </remarks>
    /// <param name="layers">How many layers, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many layers.</exception>
    public Backbone Lowest(int layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, Encoder.Layers.Count);
        return new LowestLayersBackbone(this, layers);
    }

    /// <summary>Settles which adapters run.</summary>
    /// <param name="stack">Tasks of this backbone, the first one nearest to it.</param>
    /// <exception cref="ArgumentException">A task was built for another backbone.</exception>
    public AdapterPlan Plan(params IReadOnlyList<TaskAdapter> stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return AdapterPlan.Compile(Encoder.Sites, [.. stack.Select(Own)]);
    }

    /// <summary>Settles which adapters run, by their tasks' names.</summary>
    /// <param name="setup">What runs. A fusion has weights of its own: make it a task, with <see cref="AdapterConfig.Fused"/>.</param>
    /// <param name="tasks">Tasks of this backbone, among them those that the setup names.</param>
    /// <exception cref="ArgumentException">The setup names a task that is not there, or contains a fusion, or a task was built for another backbone.</exception>
    public AdapterPlan Plan(Setup setup, IReadOnlyList<TaskAdapter> tasks) => Plan(setup, tasks, DropSet.None);

    /// <summary>Settles which adapters run, and leaves some out without giving the branches other names.</summary>
    internal AdapterPlan Plan(Setup setup, IReadOnlyList<TaskAdapter> tasks, DropSet drop)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(tasks);
        var chains = setup.Chains(name => Own(tasks.Named(name))).Select(chain => chain.Without(drop));
        return AdapterPlan.Compile(Encoder.Sites, setup.Branching, [.. chains]);
    }

    /// <summary>Turns texts into a batch.</summary>
    /// <param name="texts">At least one text.</param>
    /// <param name="maxTokens">Where longer texts are cut off.</param>
    public TokenBatch Tokenize(IReadOnlyList<string> texts, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var rows = texts.Select(text => Tokenizer.Encode(text)).Select(ids => ids.Length > maxTokens ? ids[..maxTokens] : ids);
        return TokenBatch.Pad([.. rows], Tokenizer.PadId);
    }

    /// <summary>Looks the tokens up.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns>The first layer's input <c>[batch, tokens, width]</c>.</returns>
    public abstract Tensor Embed(TokenBatch batch);

    /// <summary>Sums every text up in one vector.</summary>
    /// <param name="hidden">What left the last layer, <c>[batch, tokens, width]</c>.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns><c>[batch, width]</c></returns>
    public abstract Tensor Pool(Tensor hidden, TokenBatch batch);

    /// <summary>Runs tokens through all layers.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The adapters to run.</param>
    /// <returns>
    /// Hidden states <c>[batch, tokens, width]</c>. Under a plan of several tasks on the same texts <c>[tasks · batch,
    /// tokens, width]</c>, all texts for the first task, then for the second; or <c>[batch, tokens, width]</c> where none of
    /// the tasks changes anything.
    /// </returns>
    /// <exception cref="ArgumentException">The plan says what each row wants, and the batch has another number of rows.</exception>
    public Tensor Encode(TokenBatch batch, AdapterPlan plan)
    {
        using var embedded = Embed(batch);
        return Resume(embedded, 0, batch, plan);
    }

    /// <summary>Runs tokens through the lowest layers without any adapter: what all plans share that begin further up.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="layers">How many layers.</param>
    /// <returns>What the next layer takes, <c>[batch, tokens, width]</c>; for <see cref="Resume"/>.</returns>
    public Tensor Prefix(TokenBatch batch, int layers)
    {
        using var pass = new AdapterPass(BarePlan, batch);
        using var embedded = Embed(batch);
        return Encoder.Run(embedded, pass, 0, layers);
    }

    /// <summary>Runs the upper layers on what the lower ones made.</summary>
    /// <param name="prefix">What <see cref="Prefix"/> returned for the same tokens, <c>[batch, tokens, width]</c>; left as it is.</param>
    /// <param name="layer">The first layer to run; as many layers went into <paramref name="prefix"/>.</param>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The adapters to run.</param>
    /// <returns>What <see cref="Encode"/> returns.</returns>
    /// <exception cref="ArgumentException">The plan says what each row wants, and the batch has another number of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The plan has something of its own below that layer.</exception>
    public Tensor Resume(Tensor prefix, int layer, TokenBatch batch, AdapterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layer, plan.FirstLayer);
        plan.Rows.Check(batch);
        if (plan.Rows.Order is not { } rows)
            return Rest(prefix, batch);

        using var order = tensor(rows);
        using var places = order.argsort();
        using var sorted = batch.Reorder(order);
        using var start = prefix.index_select(0, order);
        using var hidden = Rest(start, sorted);
        return hidden.index_select(0, places);

        Tensor Rest(Tensor from, TokenBatch texts)
        {
            using var pass = new AdapterPass(plan, texts);
            return Encoder.Run(from, pass, layer, Encoder.Layers.Count - layer);
        }
    }

    /// <summary>Runs tokens through all layers and sums every text up.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The adapters to run.</param>
    /// <returns><c>[rows, width]</c>, with the rows of <see cref="Encode"/>.</returns>
    public Tensor Features(TokenBatch batch, AdapterPlan plan)
    {
        using var hidden = Encode(batch, plan);
        return Summarize(hidden, batch);
    }

    /// <summary>Lets all tasks of a plan answer, in one pass.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The adapters to run.</param>
    /// <returns>The answers, the caller's own.</returns>
    /// <exception cref="ArgumentException">The plan says what each row wants, and the batch has another number of rows.</exception>
    public TaskAnswers Answer(TokenBatch batch, AdapterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(plan);
        using var embedded = Embed(batch);
        return Answer(embedded, 0, batch, plan);
    }

    /// <summary>Lets tasks answer one after the other, each by its own <see cref="TaskAdapter.Plan"/>; layers below their first adapters run once.</summary>
    /// <remarks>For a call now and then: it compiles nothing. For many calls, a plan of <see cref="Setup.Parallel"/> is faster.</remarks>
    /// <param name="batch">The tokens.</param>
    /// <param name="tasks">Tasks of this backbone, at least one and none twice.</param>
    /// <returns>The answers, the caller's own.</returns>
    /// <exception cref="ArgumentException">There is no task, or one is named twice or was built for another backbone.</exception>
    public TaskAnswers Answer(TokenBatch batch, IReadOnlyList<TaskAdapter> tasks)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0)
            throw new ArgumentException("There is no task to answer.", nameof(tasks));

        _ = Distinct.Of([.. tasks.Select(task => Setup.Of(Own(task).Id))], "list of tasks");
        int[] rows = [.. Enumerable.Range(0, (int)batch.Ids.size(0))];
        var common = tasks.Min(task => task.Plan.FirstLayer);
        using var prefix = Prefix(batch, common);
        return new TaskAnswers([.. tasks.Select(task => (Setup.Of(task.Id), Scores(task), (IReadOnlyList<int>)rows))]);

        Tensor Scores(TaskAdapter task)
        {
            using var hidden = Resume(prefix, common, batch, task.Plan);
            using var features = Pool(hidden, batch);
            return task.Head(features);
        }
    }

    /// <summary>Lets all tasks of a plan answer, going on from what the lowest layers made.</summary>
    internal TaskAnswers Answer(Tensor prefix, int layer, TokenBatch batch, AdapterPlan plan)
    {
        using var hidden = Resume(prefix, layer, batch, plan);
        using var features = Summarize(hidden, batch);
        return new TaskAnswers(plan.Rows.Answers(features, (int)batch.Ids.size(0)));
    }

    /// <summary>Lets all tasks of a plan answer any number of texts, in passes of texts of like length.</summary>
    /// <param name="texts">The token ids of each text; at least one text.</param>
    /// <param name="plan">The adapters to run, the same for each text.</param>
    /// <param name="padId">The id at padding positions.</param>
    /// <param name="tokens">The most tokens a pass, padding included.</param>
    /// <returns>The answers in the order of the texts, the caller's own.</returns>
    /// <exception cref="ArgumentException">There is no text, or the plan says what each row wants.</exception>
    public TaskAnswers Answer(IReadOnlyList<int[]> texts, AdapterPlan plan, int padId, int tokens = 2048)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(plan);
        if (texts.Count == 0)
            throw new ArgumentException("There is no text to answer.", nameof(texts));
        if (plan.Rows.Branching == Branching.Rows)
            throw new ArgumentException("A plan that says what each row wants runs one batch alone: pass that batch.", nameof(plan));

        var passes = new List<(int[] Rows, TaskAnswers Answers)>();
        foreach (var (rows, batch) in TokenBatch.ByLength(texts, padId, tokens))
        {
            using (batch)
                passes.Add((rows, Answer(batch, plan)));
        }

        return TaskAnswers.Join(passes);
    }

    private Tensor Summarize(Tensor hidden, TokenBatch batch)
    {
        var texts = batch.Ids.size(0);
        if (hidden.size(0) == texts)
            return Pool(hidden, batch);

        using var scope = NewDisposeScope();
        return cat([.. hidden.split(texts).Select(copy => Pool(copy, batch))]).MoveToOuterDisposeScope();
    }

    private TaskAdapter Own(TaskAdapter task) => task.Backbone == this
        ? task
        : throw new ArgumentException($"Task '{task.Id}' was built for another backbone than this '{Id}'.");

    /// <summary>Freezes every weight; a loader's last step.</summary>
    protected void Freeze()
    {
        foreach (var parameter in parameters())
            parameter.requires_grad = false;

        eval();
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        Components.Move(this, dtype, device, non_blocking);
        bare?.Dispose();
        bare = null;
    }
}
