namespace AdapterKit;

/// <summary>What is known of a task before there is a backbone; written by the compiler from the attributes on its class.</summary>
/// <param name="id">The task's name.</param>
/// <param name="backboneId">The backbone it runs on.</param>
/// <param name="labels">The labels, in the order of the head's outputs.</param>
/// <param name="config">The adapters it asks for.</param>
/// <param name="create">Builds the task on a backbone.</param>
public sealed class TaskDeclaration(
    string id,
    string backboneId,
    IReadOnlyList<string> labels,
    AdapterConfig config,
    Func<Backbone, AdapterConfig, TaskAdapter> create)
{
    /// <summary>The task's name.</summary>
    public string Id { get; } = id;

    /// <summary>The backbone it runs on.</summary>
    public string BackboneId { get; } = backboneId;

    /// <summary>The labels, in the order of the head's outputs.</summary>
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <summary>The adapters it asks for.</summary>
    public AdapterConfig Config { get; } = config;

    /// <summary>The same task for another backbone: same labels, same adapters. What was trained on the declared one does not fit it.</summary>
    /// <param name="backbone">The backbone.</param>
    public TaskDeclaration On(Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return backbone.Id == BackboneId ? this : new TaskDeclaration(Id, backbone.Id, Labels, Config, create);
    }

    /// <summary>Builds the task with fresh weights.</summary>
    /// <param name="backbone">The backbone it was declared for.</param>
    /// <param name="config">Other adapters than the declared ones.</param>
    /// <exception cref="ArgumentException">The backbone is another one, or lacks an insertion point that the task names.</exception>
    public TaskAdapter Create(Backbone backbone, AdapterConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        if (backbone.Id != BackboneId)
        {
            throw new ArgumentException(
                $"Task '{Id}' is declared for backbone '{BackboneId}' and cannot run on '{backbone.Id}'.", nameof(backbone));
        }

        return create(backbone, config ?? Config);
    }

    /// <summary>Builds a task that mixes others, with fresh weights.</summary>
    /// <param name="backbone">The backbone it was declared for.</param>
    /// <param name="sources">The tasks that its fusion names; borrowed for as long as this task lives. Others are ignored.</param>
    /// <param name="config">Another configuration than the declared one.</param>
    /// <exception cref="ArgumentException">The backbone is another one, or a task that the fusion names is missing.</exception>
    public TaskAdapter Create(Backbone backbone, IReadOnlyList<TaskAdapter> sources, AdapterConfig? config = null) =>
        Create(backbone, (config ?? Config) with { Sources = sources });

    /// <summary>Builds the task with the weights of a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="backbone">The backbone it was trained on.</param>
    /// <param name="sources">The tasks that its fusion mixes; borrowed for as long as this task lives. Others are ignored.</param>
    /// <exception cref="BundleException">The bundle belongs to another task, backbone or set of labels, or its weights do not fit exactly, or a source has other weights than in training.</exception>
    /// <exception cref="SourceMissingException">A task that the fusion mixes is not among the sources.</exception>
    public TaskAdapter Load(Bundle bundle, Backbone backbone, params IReadOnlyList<TaskAdapter> sources)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(backbone);
        return bundle.Load(this, backbone, sources);
    }
}
