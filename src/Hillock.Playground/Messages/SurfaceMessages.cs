namespace Hillock.Playground.Messages;

/// <summary>Draw the loss around the run's path.</summary>
internal sealed record AskSurface : ClientMessage;

/// <summary>Tell where the run stands now on the surface that was drawn last.</summary>
internal sealed record AskFoot : ClientMessage;

/// <summary>The loss over a plane in the space of the parameters.</summary>
/// <param name="X">Of each column.</param>
/// <param name="Y">Of each row.</param>
/// <param name="Losses">Row after row; null where the network's numbers are too large.</param>
/// <param name="PathX">Where the run's states lie; the last is at 0.</param>
/// <param name="PathY">Likewise.</param>
/// <param name="PathEpochs">Their epochs.</param>
/// <param name="CenterLoss">The training loss at the last state.</param>
/// <param name="ExplainedShare">How much of the path's variance lies in the plane.</param>
/// <param name="FollowsPath">Whether the plane is the path's; otherwise its directions are by chance.</param>
internal sealed record SurfaceDrawn(
    int Run,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Y,
    IReadOnlyList<double?> Losses,
    IReadOnlyList<double> PathX,
    IReadOnlyList<double> PathY,
    IReadOnlyList<int> PathEpochs,
    double? CenterLoss,
    double ExplainedShare,
    bool FollowsPath) : ServerMessage;

/// <summary>Where the run stands on the surface.</summary>
internal sealed record FootSeen(int Run, int Epoch, double X, double Y) : ServerMessage;
