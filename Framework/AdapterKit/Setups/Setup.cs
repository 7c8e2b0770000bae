namespace AdapterKit;

/// <summary>Which task adapters run together, as a value: names, and how they are composed.</summary>
/// <remarks>
/// A name stands for itself: <c>Setup.Parallel("spam", Setup.Stack("english", "reply").Drop("0..4"))</c>. Two setups
/// are equal where they name the same tasks in the same way.
/// </remarks>
public abstract record Setup
{
    private protected Setup()
    {
    }

    /// <summary>The backbone without any adapter: for rows of a <see cref="BatchSplit"/> that want none.</summary>
    public static Setup Bare { get; } = new BareSetup();

    /// <summary>The tasks that the setup names, in order of appearance, each once.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>How the parts share a batch.</summary>
    internal virtual Branching Branching => Branching.None;

    /// <summary>Whether the setup is a name or a stack of names: what can be a member of a fusion.</summary>
    internal virtual bool IsPlain => false;

    /// <summary>A task by its name.</summary>
    /// <param name="name">The task's name.</param>
    public static implicit operator Setup(string name) => Of(name);

    /// <summary>A task by its name.</summary>
    /// <param name="name">The task's name.</param>
    public static Setup Of(string name) => new NamedSetup(name);

    /// <summary>Adapters one upon the other, as in MAD-X (Pfeiffer et al. 2020).</summary>
    /// <param name="parts">The parts, the first one nearest to the backbone. One of them may run several tasks side by side.</param>
    /// <exception cref="ArgumentException">There is no part, or one of them is a fusion, or more than one runs tasks side by side.</exception>
    public static StackSetup Stack(params IReadOnlyList<Setup> parts) => new(parts);

    /// <summary>Adapters side by side, mixed by attention (AdapterFusion, Pfeiffer et al. 2021).</summary>
    /// <param name="members">At least two names or stacks of names, none twice.</param>
    /// <exception cref="ArgumentException">There are fewer than two members, or one is named twice, or is neither a name nor a stack of names.</exception>
    public static FuseSetup Fuse(params IReadOnlyList<Setup> members) => new(members);

    /// <summary>Several tasks on the same texts in one pass (Rücklé et al. 2021, §4): what lies below the first adapter is computed once.</summary>
    /// <param name="branches">At least two names or stacks, none twice.</param>
    /// <exception cref="ArgumentException">There are fewer than two branches, or one is named twice, or itself runs tasks side by side or fuses them.</exception>
    public static ParallelSetup Parallel(params IReadOnlyList<Setup> branches) => new(branches);

    /// <summary>A batch each of whose texts wants a task of its own, as a server has it.</summary>
    /// <param name="rows">What each text wants, in the order of the batch; <see cref="Bare"/> for no adapter.</param>
    /// <exception cref="ArgumentException">There is no row, or one of them runs tasks side by side or fuses them.</exception>
    public static BatchSplitSetup BatchSplit(params IReadOnlyList<Setup> rows) => new(rows);

    /// <summary>The same setup without adapters at some sites (AdapterDrop, Rücklé et al. 2021); the backbone's own norms stand there.</summary>
    /// <param name="layers">The layers, counted from 0 at the input, such as <c>"0..4"</c>.</param>
    /// <param name="point">The insertion point; every point where <see langword="null"/>.</param>
    /// <exception cref="FormatException">The text is no list of layers.</exception>
    public DropSetup Drop(string layers, string? point = null) => Drop(DropSet.None.And(LayerSet.Parse(layers), point));

    /// <summary>The same setup without adapters at some sites; the backbone's own norms stand there.</summary>
    /// <param name="drop">The sites left out, beside those that the tasks leave out themselves.</param>
    public DropSetup Drop(DropSet drop) => new(this, drop);

    /// <summary>The setup's branches, each the tasks that run one upon the other.</summary>
    /// <param name="find">Finds a task by its name.</param>
    internal abstract IReadOnlyList<TaskChain> Chains(Func<string, TaskAdapter> find);
}
