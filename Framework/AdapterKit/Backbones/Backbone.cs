namespace AdapterKit;

/// <summary>A frozen pretrained Transformer, identified by name and content hash.</summary>
/// <remarks>
/// Adapters are never installed into a backbone: a plan brings them along with each call (<see cref="PlanRunner"/>). One backbone
/// may serve many tasks and threads at once. It may be disposed of at any time: calls in progress end first, and later ones throw an
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public abstract class Backbone : nn.Module
{
    private readonly UseCount uses = new();
    private Action? released;
    private bool isFrozen;

    /// <summary>Creates a backbone.</summary>
    /// <param name="name">The name of the module, for debugging.</param>
    protected Backbone(string name)
        : base(name)
    {
    }

    /// <summary>The name that tasks are declared for.</summary>
    public abstract string Id { get; }

    /// <summary><c>sha256:…</c> of the pretrained weights: an adapter fits these weights and no others.</summary>
    public abstract string Hash { get; }

    /// <summary>The width of the last layer's hidden states and of the pooled features.</summary>
    public abstract int Width { get; }

    /// <summary>The maximum number of tokens in a text.</summary>
    public virtual int MaxTokens => int.MaxValue;

    /// <summary>The tokenizer that the weights were trained with.</summary>
    public abstract ITokenizer Tokenizer { get; }

    /// <summary>The id at padding positions of batches; 0 for a backbone that reads images, which need no padding.</summary>
    public int PadId => Images is null ? Tokenizer.PadId : 0;

    /// <summary>The layers with their sites.</summary>
    public abstract AdaptedStack Encoder { get; }

    /// <summary>The device of the weights, to which <c>.to(…)</c> moves them; that of the batches that it takes.</summary>
    public Device Device => Weight?.device ?? CPU;

    /// <summary>A weight that stands for the type and the device of all; <see langword="null"/> without weights.</summary>
    internal virtual Tensor? Weight => this.FindWeight();

    /// <summary>What the backbone says of its images; <see langword="null"/> for a backbone that reads texts.</summary>
    internal virtual IImageModel? Images => this as IImageModel;

    /// <summary>Embeds tokens.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns>The input of the first layer, <c>[batch, tokens, width]</c>, owned by the caller.</returns>
    public abstract Tensor Embed(TokenBatch batch);

    /// <summary>
    /// The tables of the embeddings, which adapters may change; <see langword="null"/> for a backbone that does not embed with a change.
    /// </summary>
    public virtual EmbeddingTables? Tables => null;

    /// <summary>
    /// Embeds tokens, and adds a change to the sum of their rows in <see cref="Tables"/>, in front of the norm if there is one.
    /// </summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="change">What is added, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>The input of the first layer, <c>[batch, tokens, width]</c>, owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The backbone has no <see cref="Tables"/>.</exception>
    public virtual Tensor EmbedWithChange(TokenBatch batch, Tensor change) => throw new NotSupportedException(
        $"Backbone '{Id}' does not embed with a change. Override {nameof(Tables)} and {nameof(EmbedWithChange)}.");

    /// <summary>
    /// Whether the backbone has <see cref="EmbedVectors"/> and follows <see cref="TokenBatch.Positions"/>. Adapters that stand among the
    /// words or move the text need both.
    /// </summary>
    public virtual bool EmbedsVectors => false;

    /// <summary>Embeds vectors in place of words: adds positions, and applies the norm of the embeddings if there is one.</summary>
    /// <param name="vectors">Vectors like word embeddings, <c>[length, width]</c>; not modified.</param>
    /// <param name="position">The position of the first vector.</param>
    /// <returns><c>[length, width]</c> as the first layer reads them; a new tensor owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The backbone does not embed vectors.</exception>
    public virtual Tensor EmbedVectors(Tensor vectors, int position) => throw new NotSupportedException(
        $"Backbone '{Id}' does not embed vectors. Override {nameof(EmbedsVectors)} and {nameof(EmbedVectors)}.");

    /// <summary>Applies the norm that follows the last layer, in models that have one.</summary>
    /// <param name="hidden">The output of the last layer, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>A new tensor of the same shape; an alias in models without such a norm.</returns>
    public virtual Tensor ApplyFinalNorm(Tensor hidden)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        return hidden.alias();
    }

    /// <summary>Pools the hidden states of each text into one vector.</summary>
    /// <param name="hidden">The output of the last layer, after <see cref="ApplyFinalNorm"/>, <c>[batch, tokens, width]</c>.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns>Pooled features <c>[batch, width]</c>, owned by the caller.</returns>
    public abstract Tensor Pool(Tensor hidden, TokenBatch batch);

    /// <summary>Tokenizes texts into one padded batch.</summary>
    /// <param name="texts">At least one text.</param>
    /// <param name="maxTokens">Longer texts are truncated to this number of tokens.</param>
    /// <returns>A batch on the backbone's device, owned by the caller.</returns>
    /// <exception cref="ArgumentException">There is no text.</exception>
    public TokenBatch Tokenize(IReadOnlyList<string> texts, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return TokenBatch.Pad([.. texts.Select(text => TokenizedText.Create(Tokenizer, text, maxTokens).Ids)], Tokenizer.PadId, Device);
    }

    /// <summary>The first layers as a backbone of their own, for example for an early exit head.</summary>
    /// <remarks>
    /// It borrows the layers and must not outlive this backbone; their weights are not among its own. A task fits it
    /// through <see cref="TaskDeclaration.On"/>.
    /// </remarks>
    /// <param name="layers">The number of layers, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layers"/> is not positive or exceeds the number of layers.</exception>
    /// <exception cref="NotSupportedException">The backbone is an encoder-decoder.</exception>
    public Backbone Truncate(int layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, Encoder.Layers.Count);
        return this is IEncoderDecoder
            ? throw new NotSupportedException($"Backbone '{Id}' is an encoder-decoder, whose decoder needs all layers of its encoder.")
            : new TruncatedBackbone(this, layers);
    }

    /// <summary>Freezes every weight; the last step of a loader.</summary>
    /// <remarks>
    /// On processors where that is faster, it copies the weights of the products in another order: up to a gigabyte for all backbones. They
    /// are copied again after <c>load</c>, <c>load_state_dict</c> and <c>to</c>; do not change frozen weights in place in other ways.
    /// </remarks>
    protected void Freeze()
    {
        foreach (var parameter in parameters())
            parameter.requires_grad = false;

        eval();
        isFrozen = true;
        Product.Pack(Encoder.Projections);
    }

    /// <inheritdoc />
    public override nn.Module load(
        BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
    {
        base.load(reader, strict, skip, loadedParameters);
        PackAgain();
        return this;
    }

    /// <inheritdoc />
    public override (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
        Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
    {
        var keys = base.load_state_dict(source, strict, skip);
        PackAgain();
        return keys;
    }

    /// <summary>Begins a use of the backbone, whose weights stay until it ends.</summary>
    /// <exception cref="ObjectDisposedException">The backbone was disposed of.</exception>
    internal void Enter() => ObjectDisposedException.ThrowIf(!uses.TryEnter(), this);

    /// <summary>Ends a use.</summary>
    internal void Exit()
    {
        if (uses.Exit())
            Release();
    }

    /// <summary>Runs an action after the weights are released, such as letting go of the code that the backbone consists of.</summary>
    internal void OnReleased(Action action) => released += action;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            base.Dispose(disposing);
        else if (uses.Close())
            Release();
    }

    private void Release()
    {
        ReleasePacked();
        base.Dispose(true);
        released?.Invoke();
        released = null;
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        ReleasePacked();
        Components.Move(this, dtype, device, non_blocking);
        PackAgain();
    }

    private void ReleasePacked()
    {
        foreach (var weight in parameters())
            PackedWeights.Release(weight);
    }

    private void PackAgain()
    {
        if (isFrozen)
            Product.Pack(Encoder.Projections);
    }
}
