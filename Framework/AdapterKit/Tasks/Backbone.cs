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

    /// <summary>Settles which adapters run.</summary>
    /// <param name="stack">Tasks of this backbone, the first one nearest to it.</param>
    /// <exception cref="ArgumentException">A task was built for another backbone.</exception>
    public AdapterPlan Plan(params IReadOnlyList<TaskAdapter> stack)
    {
        if (stack.FirstOrDefault(task => task.Backbone != this) is { } stranger)
            throw new ArgumentException($"Task '{stranger.Id}' was built for another backbone than this '{Id}'.", nameof(stack));

        return AdapterPlan.Compile(Encoder.Sites, stack);
    }

    /// <summary>Settles which adapters run, by their tasks' names.</summary>
    /// <param name="setup">A name or a stack. A fusion has weights of its own: make it a task, with <see cref="AdapterConfig.Fused"/>.</param>
    /// <param name="tasks">Tasks of this backbone, among them those that the setup names.</param>
    /// <exception cref="ArgumentException">The setup names a task that is not there, or contains a fusion, or a task was built for another backbone.</exception>
    public AdapterPlan Plan(Setup setup, IReadOnlyList<TaskAdapter> tasks)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup is FuseSetup)
            throw new ArgumentException($"{setup} has weights of its own, so it must be a task: declare one with AdapterConfig.Fused.", nameof(setup));

        return Plan([.. setup.Names.Select(name => tasks.Named(name))]);
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
    /// <returns>Hidden states <c>[batch, tokens, width]</c>.</returns>
    public Tensor Encode(TokenBatch batch, AdapterPlan plan)
    {
        using var pass = new AdapterPass(plan, batch);
        using var embedded = Embed(batch);
        return Encoder.call(embedded, pass);
    }

    /// <summary>Runs tokens through all layers and sums every text up.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The adapters to run.</param>
    /// <returns><c>[batch, width]</c></returns>
    public Tensor Features(TokenBatch batch, AdapterPlan plan)
    {
        using var hidden = Encode(batch, plan);
        return Pool(hidden, batch);
    }

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
