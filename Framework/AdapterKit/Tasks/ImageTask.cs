namespace AdapterKit;

/// <summary>The base of tasks that read images.</summary>
/// <typeparam name="TPrediction">What the task says of an image.</typeparam>
public abstract class ImageTask<TPrediction> : TaskAdapter
    where TPrediction : TaskPrediction
{
    /// <summary>Builds the task's adapters.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit, an <see cref="IImageModel"/>; borrowed.</param>
    /// <param name="config">The configuration.</param>
    /// <exception cref="TaskConfigException">The backbone reads texts.</exception>
    protected ImageTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
    }

    /// <summary>Predicts for the image in a file.</summary>
    /// <param name="path">The file, such as a .png or .jpg.</param>
    /// <exception cref="ImageException">The file is missing, or no image that can be read.</exception>
    /// <exception cref="InvalidOperationException">The task is in training mode.</exception>
    public TPrediction Predict(string path) => Predict([Backbone.ReadImage(path)])[0];

    /// <summary>Predicts for images.</summary>
    /// <remarks>Safe to call from several threads at once.</remarks>
    /// <param name="images">Any number of images, as <see cref="ImageBatches.ReadImage"/> reads them.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>The predictions in the order of the images.</returns>
    /// <exception cref="ArgumentException">An image has another size than the backbone reads.</exception>
    /// <exception cref="InvalidOperationException">The task is in training mode.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<TPrediction> Predict(IReadOnlyList<ImagePixels> images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        TaskInput[] inputs = [.. images.Select(image => new TaskInput(image))];
        return [.. new TaskPredictor(this).Predict(inputs, cancellationToken).Select(predictions => (TPrediction)predictions[Id])];
    }
}
