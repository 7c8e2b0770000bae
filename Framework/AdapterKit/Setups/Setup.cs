namespace AdapterKit;

/// <summary>A value that says which task adapters run together: names, and how they are composed.</summary>
/// <remarks>
/// A string converts to the task of that name: <c>Setup.Parallel("spam", Setup.Stack("english", "reply").Drop("0..4"))</c>. Two
/// setups are equal if they name the same tasks in the same way.
/// </remarks>
public abstract record Setup
{
    private protected Setup()
    {
    }

    /// <summary>The backbone without any adapter, for rows of a <see cref="BatchSplit"/> that need none.</summary>
    public static Setup Bare { get; } = new BareSetup();

    /// <summary>The tasks that the setup names, in order of appearance, without repeats.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>How the branches share a batch.</summary>
    internal virtual Branching Branching => Branching.None;

    /// <summary>Whether the setup is a name or a stack of names, and so can be a member of a fusion.</summary>
    internal virtual bool IsPlain => false;

    /// <summary>The task of that name.</summary>
    /// <param name="name">The id of the task.</param>
    public static implicit operator Setup(string name) => Of(name);

    /// <summary>The task of that name.</summary>
    /// <param name="name">The id of the task.</param>
    public static Setup Of(string name) => new NamedSetup(name);

    /// <summary>Stacks adapters, as MAD-X does (Pfeiffer et al. 2020).</summary>
    /// <param name="parts">The parts, the first one nearest to the backbone. One of them may run several tasks in parallel.</param>
    /// <exception cref="ArgumentException">
    /// There is no part, or one of them is a fusion, or more than one runs tasks in parallel.
    /// </exception>
    public static StackSetup Stack(params IReadOnlyList<Setup> parts) => new(parts);

    /// <summary>Fuses adapters by attention (AdapterFusion, Pfeiffer et al. 2021).</summary>
    /// <param name="members">At least two names or stacks of names, without repeats.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two members, or one is repeated, or one is neither a name nor a stack of names.
    /// </exception>
    public static FuseSetup Fuse(params IReadOnlyList<Setup> members) => new(members);

    /// <summary>
    /// Runs several tasks on the same texts in one pass (Rücklé et al. 2021, §4): layers below the first adapter run once.
    /// </summary>
    /// <param name="branches">At least two names or stacks, without repeats.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two branches, or one is repeated, or one itself runs tasks in parallel or fuses them.
    /// </exception>
    public static ParallelSetup Parallel(params IReadOnlyList<Setup> branches) => new(branches);

    /// <summary>Runs a batch in which every text has a task of its own, as in a server.</summary>
    /// <param name="rows">The task of each text, in the order of the batch; <see cref="Bare"/> for no adapter.</param>
    /// <exception cref="ArgumentException">There is no row, or one of them runs tasks in parallel or fuses them.</exception>
    public static BatchSplitSetup BatchSplit(params IReadOnlyList<Setup> rows) => new(rows);

    /// <summary>Averages what tasks make of the same hidden states, at each site and product.</summary>
    /// <remarks>
    /// An average has no head of its own: stack a task on it for logits. <c>AdapterMerger</c> averages parameters instead, which costs no
    /// more than one task.
    /// </remarks>
    /// <param name="parts">At least two names, stacks or other combinations; <see cref="Bare"/> for no change.</param>
    /// <exception cref="ArgumentException">There are fewer than two parts, or one runs tasks in parallel or fuses them.</exception>
    public static AverageSetup Average(params IReadOnlyList<Setup> parts) => new(parts, weights: null);

    /// <inheritdoc cref="Average(IReadOnlyList{Setup})" />
    /// <param name="parts">At least two names, stacks or other combinations; <see cref="Bare"/> for no change.</param>
    /// <param name="weights">The weight of each part; they are divided by their sum.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two parts, or one runs tasks in parallel or fuses them; or there are other than as many weights, or they add
    /// up to zero.
    /// </exception>
    public static AverageSetup Average(IReadOnlyList<Setup> parts, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new(parts, weights);
    }

    /// <summary>Runs different tasks on different tokens: the first one up to a token, the next one from there on.</summary>
    /// <remarks>
    /// Attention still sees all tokens. Tokens are counted from the first one of a text, with what its tokenizer puts before it. A split
    /// has no head of its own: stack a task on it for logits.
    /// </remarks>
    /// <param name="starts">The first token of each part but the first, counted from 0; the last part has all the rest.</param>
    /// <param name="parts">At least two names, stacks or other combinations; <see cref="Bare"/> for no change.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two parts, or one runs tasks in parallel or fuses them; or there are not as many starts as parts but the first,
    /// in increasing order above 0.
    /// </exception>
    public static SplitSetup Split(IReadOnlyList<int> starts, params IReadOnlyList<Setup> parts)
    {
        ArgumentNullException.ThrowIfNull(starts);
        return new(starts, parts);
    }

    /// <summary>
    /// The same setup without adapters at some sites (AdapterDrop, Rücklé et al. 2021); the backbone's own norms apply there.
    /// </summary>
    /// <param name="layers">The layers, counted from 0 at the input, such as <c>"0..4"</c>.</param>
    /// <param name="point">The insertion point; every point if <see langword="null"/>.</param>
    /// <exception cref="FormatException">The text is not a list of layers.</exception>
    public DropSetup Drop(string layers, string? point = null) => Drop(DropSet.None.With(LayerSet.Parse(layers), point));

    /// <summary>The same setup without adapters at some sites; the backbone's own norms apply there.</summary>
    /// <param name="drop">The dropped sites, in addition to those that the tasks drop themselves.</param>
    public DropSetup Drop(DropSet drop) => new(this, drop);

    /// <summary>Refuses parts that cannot be combined into one stack.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="whole">What they are parts of, for the message.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or one runs tasks in parallel or fuses them.</exception>
    private protected static void RequireAlike(IReadOnlyList<Setup> parts, string whole)
    {
        if (parts.Count < 2 || parts.Any(part => part.Branching != Branching.None || part is FuseSetup))
        {
            throw new ArgumentException(
                $"The {whole} takes at least two parts, and none may run tasks in parallel or be a fusion. To use a fusion, declare it as "
                + "a task.",
                nameof(parts));
        }
    }

    /// <summary>Returns the parts, and refuses repeats.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="whole">What they are parts of, for the message.</param>
    /// <exception cref="ArgumentException">A part is repeated.</exception>
    internal static IReadOnlyList<Setup> RequireDistinct(IReadOnlyList<Setup> parts, string whole) =>
        parts.GroupBy(part => part).FirstOrDefault(group => group.Count() > 1) is { } repeated
            ? throw new ArgumentException($"The {whole} names {repeated.Key} twice. Name it once.", nameof(parts))
            : parts;
}
